package io.wigwag.core.message.secret;

/// Bytes that opened with the right key and are no add-on of their kind.
public final class MalformedAddOn extends Exception {
    private static final long serialVersionUID = 1;

    MalformedAddOn(String message) {
        super(message, null, false, false);
    }
}
