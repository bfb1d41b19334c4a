package io.wigwag.core.signal;

/// Stored bytes that are no record of ours, or one of a newer version.
public final class MalformedRecord extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedRecord(String message) {
        super(message, null, false, false);
    }
}
