package io.wigwag.storage.document;

/// The store could not be asked, or did not answer. What was being written may or may not be there; a batch is
/// there up to some write. A later attempt may succeed when [#retryable()]: no connection, a step-down, a
/// time-out. It will not when the disk is full, the file damaged or the store closed.
public final class StoreUnavailable extends StoreException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    public StoreUnavailable(String message, boolean retryable) {
        super(message);
        this.retryable = retryable;
    }

    public StoreUnavailable(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
