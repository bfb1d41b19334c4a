package io.wigwag.core.signal;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The key that joins the chains of a session: each agreement of new ratchet keys gives the next one, and a chain.
final class RootKey {
    static final int SIZE = 32;
    private static final byte[] NO_SALT = new byte[32];
    private static final byte[] RATCHET = "WhisperRatchet".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FIRST = "WhisperText".getBytes(StandardCharsets.US_ASCII);

    private final byte[] key;

    /// Keeps the array.
    RootKey(byte[] key) {
        this.key = key;
    }

    /// A root key with the chain that was derived beside it.
    record Step(RootKey root, ChainKey chain) {
        private static Step of(byte[] derived) {
            return new Step(
                    new RootKey(Arrays.copyOf(derived, SIZE)),
                    new ChainKey(Arrays.copyOfRange(derived, SIZE, SIZE + ChainKey.SIZE), 0));
        }
    }

    /// The first one, from the agreements of X3DH one after the other.
    static Step first(byte[] agreements) {
        return Step.of(Hkdf.derive(agreements, NO_SALT, FIRST, SIZE + ChainKey.SIZE));
    }

    Step next(PrivateKey own, PublicKey theirs) throws SignalFailure.BadKey {
        return Step.of(Hkdf.derive(agree(own, theirs), key, RATCHET, SIZE + ChainKey.SIZE));
    }

    static byte[] agree(PrivateKey own, PublicKey theirs) throws SignalFailure.BadKey {
        try {
            return Curve.agree(own, theirs);
        } catch (InvalidKey invalid) {
            throw new SignalFailure.BadKey(String.valueOf(invalid.getMessage()));
        }
    }

    /// The array itself, not to be changed.
    byte[] bytes() {
        return key;
    }
}
