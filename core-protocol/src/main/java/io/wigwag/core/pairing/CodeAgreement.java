package io.wigwag.core.pairing;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import java.nio.charset.StandardCharsets;

/// What both sides of linking by code compute alike.
final class CodeAgreement {
    private static final byte[] PURPOSE = "adv_secret".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_SALT = new byte[0];
    private static final int SECRET = 32;

    private CodeAgreement() {}

    static byte[] agree(PrivateKey own, PublicKey peer) throws CodePairingFailure {
        try {
            return Curve.agree(own, peer);
        } catch (InvalidKey e) {
            throw new CodePairingFailure(Reason.MALFORMED, "a key that agrees with nobody: " + e.getMessage());
        }
    }

    /// The secret under which the phone then vouches for the companion: it depends on the code, by way of the ephemeral
    /// keys, on both identities, and on the companion's share.
    static Octets advSecret(byte[] ephemerals, byte[] identities, Octets share) {
        var input = Octets.concat(Octets.wrap(ephemerals), Octets.wrap(identities), share);
        return Octets.wrap(Hkdf.derive(input.toArray(), NO_SALT, PURPOSE, SECRET));
    }
}
