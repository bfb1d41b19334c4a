package io.wigwag.core.pairing;

/// A step of linking by code that cannot be taken. The message is for the log and holds no secret.
public final class CodePairingFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    CodePairingFailure(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// What to tell the one who waits.
    public enum Reason {
        /// What was typed cannot be a code: ask again.
        MISTYPED,
        /// The other side sent something of the wrong form.
        MALFORMED,
        /// The two sides used different codes, or the message was changed on its way: nobody can tell which.
        WRONG_CODE,
        /// Who knew the code speaks for other identities than those that were announced: someone stands between.
        WRONG_IDENTITY
    }
}
