package io.wigwag.core.pairing;

import io.wigwag.core.crypto.AesCtr;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import java.security.SecureRandom;

/// A public key under a pairing code, as the server passes it on: `salt (32) | iv (16) | encrypted key (32)`.
///
/// There is no tag, and must be none: it would let the server try all codes. So a wrong code opens it too, to a key
/// with which the two sides do not agree on anything.
final class WrappedKey {
    private static final int SALT = 32;
    private static final int KEY_AT = SALT + AesCtr.IV;
    private static final int SIZE = KEY_AT + PublicKey.SIZE;

    private WrappedKey() {}

    static Octets wrap(PublicKey key, PairingCode code, SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var iv = new byte[AesCtr.IV];
        random.nextBytes(iv);
        var codeKey = code.key(Octets.wrap(salt)).toArray();
        return Octets.concat(Octets.wrap(salt), Octets.wrap(iv), Octets.wrap(AesCtr.apply(codeKey, iv, key.raw())));
    }

    static PublicKey open(Octets wrapped, PairingCode code) throws CodePairingFailure {
        if (wrapped.size() != SIZE) {
            throw new CodePairingFailure(
                    Reason.MALFORMED, "a wrapped key has " + SIZE + " bytes, not " + wrapped.size());
        }
        var codeKey = code.key(wrapped.slice(0, SALT)).toArray();
        var iv = wrapped.slice(SALT, KEY_AT).toArray();
        try {
            return PublicKey.of(
                    AesCtr.apply(codeKey, iv, wrapped.slice(KEY_AT, SIZE).toArray()));
        } catch (InvalidKey impossible) {
            throw new IllegalStateException("the size was checked", impossible);
        }
    }
}
