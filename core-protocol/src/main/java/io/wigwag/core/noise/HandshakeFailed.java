package io.wigwag.core.noise;

import java.security.GeneralSecurityException;

/// A handshake that must not go on, with the one reason for it.
public final class HandshakeFailed extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    /// Why. What a person can do about it differs, so no two kinds share a name.
    public enum Reason {
        /// Not the message that belongs here, or none at all.
        MALFORMED,
        /// A key with which nothing secret can be agreed.
        WEAK_KEY,
        /// Bytes that were not sealed by the other end of this very handshake.
        TAMPERED,
        CERTIFICATE_MALFORMED,
        /// The leaf or the intermediate certificate is not there.
        CERTIFICATE_MISSING,
        /// The intermediate certificate was not issued by the root's serial.
        WRONG_ROOT_SERIAL,
        /// The root did not sign the intermediate certificate.
        WRONG_INTERMEDIATE_SIGNATURE,
        /// The leaf was not issued by the intermediate certificate's serial.
        WRONG_LEAF_ISSUER,
        /// The intermediate certificate's key did not sign the leaf.
        WRONG_LEAF_SIGNATURE,
        /// The certificates speak of another server than the one that answered.
        WRONG_SERVER_KEY,
        NOT_YET_VALID,
        EXPIRED
    }

    private final Reason reason;

    public HandshakeFailed(Reason reason, String message) {
        super(reason + ": " + message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
