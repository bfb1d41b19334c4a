package io.wigwag.core.port;

/// A store that did not take a commit, so that nothing of it happened: what depends on it must not leave. Unchecked,
/// because no step in between can mend it; the device's owner decides whether to try again or to stop.
public final class CommitRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommitRefused(String message) {
        super(message);
    }

    public CommitRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
