package io.wigwag.core.pairing;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// What the companion tells the phone under the secret of their ephemeral keys: both identities, so that the server
/// cannot have exchanged one, and its share of the pairing secret.
///
/// On the wire: `salt (32) | nonce (12) | companion (32), primary (32), share (32), sealed | tag (16)`.
record KeyBundle(PublicKey companion, PublicKey primary, Octets share) {
    static final int SHARE = 32;

    private static final byte[] PURPOSE =
            "link_code_pairing_key_bundle_encryption_key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = new byte[0];
    private static final int KEY = 32;
    private static final int SALT = 32;
    private static final int SEALED_AT = SALT + AesGcm.NONCE;
    private static final int SIZE = SEALED_AT + 2 * PublicKey.SIZE + SHARE + AesGcm.TAG;

    Octets seal(byte[] shared, SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        var plaintext = Octets.concat(companion.octets(), primary.octets(), share);
        var sealed = AesGcm.seal(key(shared, salt), nonce, NOTHING, plaintext.toArray());
        return Octets.concat(Octets.wrap(salt), Octets.wrap(nonce), Octets.wrap(sealed));
    }

    /// Opens one and holds it against the identities that the two sides have announced.
    static KeyBundle open(Octets bundle, byte[] shared, PublicKey companion, PublicKey primary)
            throws CodePairingFailure {
        if (bundle.size() != SIZE) {
            throw new CodePairingFailure(Reason.MALFORMED, "a key bundle has " + SIZE + " bytes, not " + bundle.size());
        }
        var plaintext = unsealed(bundle, shared);
        var announced = Octets.concat(companion.octets(), primary.octets());
        if (!plaintext.startsWith(announced)) {
            throw new CodePairingFailure(
                    Reason.WRONG_IDENTITY, "the key bundle names other identities than those announced");
        }
        return new KeyBundle(companion, primary, plaintext.slice(announced.size(), plaintext.size()));
    }

    private static Octets unsealed(Octets bundle, byte[] shared) throws CodePairingFailure {
        var key = key(shared, bundle.slice(0, SALT).toArray());
        var nonce = bundle.slice(SALT, SEALED_AT).toArray();
        var sealed = bundle.slice(SEALED_AT, SIZE).toArray();
        try {
            return Octets.wrap(AesGcm.open(key, nonce, NOTHING, sealed));
        } catch (DecryptionFailed e) {
            throw new CodePairingFailure(Reason.WRONG_CODE, "the key bundle does not open: " + e.getMessage());
        }
    }

    private static byte[] key(byte[] shared, byte[] salt) {
        return Hkdf.derive(shared, salt, PURPOSE, KEY);
    }

    @Override
    public String toString() {
        return "KeyBundle[redacted]";
    }
}
