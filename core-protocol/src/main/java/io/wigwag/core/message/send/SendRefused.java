package io.wigwag.core.message.send;

import io.wigwag.core.stanza.IqRefused;

/// A message that never left, because it could not get through. Carries no stack: it tells of the receiver.
public final class SendRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final Refusal reason;

    SendRefused(Refusal reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    /// The server's no to a question without whose answer nothing can be sent.
    static SendRefused of(IqRefused refused) {
        var code = refused.code();
        return new SendRefused(code.isPresent() ? Refusal.of(code.getAsInt()) : Refusal.OTHER, refused.toString());
    }

    public Refusal reason() {
        return reason;
    }
}
