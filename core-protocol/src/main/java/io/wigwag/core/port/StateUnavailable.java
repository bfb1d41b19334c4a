package io.wigwag.core.port;

/// A store that could not be read. What a step needs is not known, so that nothing may be concluded from it: the step
/// is done again when the store is back. Unchecked, like [CommitRefused], because no step in between can mend it.
public final class StateUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StateUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
