package io.wigwag.core.message.codec;

/// Bytes that were decrypted and are no message. Says nothing about their content.
public final class MalformedMessage extends Exception {
    private static final long serialVersionUID = 1;

    MalformedMessage(String message) {
        super(message, null, false, false);
    }
}
