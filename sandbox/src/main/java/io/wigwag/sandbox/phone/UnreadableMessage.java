package io.wigwag.sandbox.phone;

import io.wigwag.core.signal.RetryReason;

/// A message that reached a phone and can't be read; a retry receipt asks for it again.
final class UnreadableMessage extends Exception {
    private static final long serialVersionUID = 1;

    private final RetryReason reason;

    UnreadableMessage(String message) {
        this(message, RetryReason.INVALID_MESSAGE);
    }

    UnreadableMessage(String message, RetryReason reason) {
        super(message, null, false, false);
        this.reason = reason;
    }

    RetryReason reason() {
        return reason;
    }
}
