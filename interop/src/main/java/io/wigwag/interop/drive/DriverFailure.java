package io.wigwag.interop.drive;

/// A driver said no, did not say anything in time, or is gone. The message tells which, and what it last complained of.
public final class DriverFailure extends Exception {
    private static final long serialVersionUID = 1;

    public DriverFailure(String message) {
        super(message);
    }

    public DriverFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
