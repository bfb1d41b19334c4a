package io.wigwag.core.noise;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.util.Arrays;

/// What both ends mix in step: the transcript's hash, the chaining key, the key of the moment and its counter. One
/// counter serves both directions until the handshake ends.
final class HandshakeState {
    private static final int KEY = 32;
    private static final byte[] EMPTY = new byte[0];

    private byte[] hash;
    private byte[] chain;
    private byte[] key;
    private int counter;

    HandshakeState(Pattern pattern, Octets prologue) {
        hash = pattern.start();
        chain = hash.clone();
        key = hash.clone();
        mix(prologue.toArray());
    }

    void mix(byte[] bytes) {
        hash = Sha256.hash(hash, bytes);
    }

    void mix(PublicKey key) {
        mix(key.raw());
    }

    void agree(PrivateKey own, PublicKey peer) throws HandshakeFailed {
        byte[] shared;
        try {
            shared = Curve.agree(own, peer);
        } catch (InvalidKey e) {
            throw new HandshakeFailed(HandshakeFailed.Reason.WEAK_KEY, "the keys agree on nothing secret");
        }
        var keys = Hkdf.derive(shared, chain, EMPTY, 2 * KEY);
        wipeKeys();
        chain = Arrays.copyOf(keys, KEY);
        key = Arrays.copyOfRange(keys, KEY, 2 * KEY);
        counter = 0;
        Arrays.fill(shared, (byte) 0);
        Arrays.fill(keys, (byte) 0);
    }

    byte[] seal(byte[] plaintext) {
        var sealed = AesGcm.seal(key, Nonce.of(counter++), hash, plaintext);
        mix(sealed);
        return sealed;
    }

    byte[] open(byte[] sealed) throws HandshakeFailed {
        try {
            var plaintext = AesGcm.open(key, Nonce.of(counter), hash, sealed);
            counter++;
            mix(sealed);
            return plaintext;
        } catch (DecryptionFailed e) {
            throw new HandshakeFailed(HandshakeFailed.Reason.TAMPERED, "a sealed part does not open");
        }
    }

    PublicKey openKey(byte[] sealed) throws HandshakeFailed {
        try {
            return PublicKey.of(open(sealed));
        } catch (InvalidKey e) {
            throw new HandshakeFailed(HandshakeFailed.Reason.MALFORMED, "a key of the wrong size");
        }
    }

    /// Ends the handshake: this state is wiped and gives way to the ciphers of both directions.
    NoiseChannel split(boolean client) {
        var keys = Hkdf.derive(EMPTY, chain, EMPTY, 2 * KEY);
        var fromClient = Arrays.copyOf(keys, KEY);
        var fromServer = Arrays.copyOfRange(keys, KEY, 2 * KEY);
        Arrays.fill(keys, (byte) 0);
        var binding = Octets.wrap(hash);
        wipe();
        return client
                ? new NoiseChannel(fromClient, fromServer, binding)
                : new NoiseChannel(fromServer, fromClient, binding);
    }

    void wipe() {
        wipeKeys();
        counter = 0;
    }

    private void wipeKeys() {
        Arrays.fill(chain, (byte) 0);
        Arrays.fill(key, (byte) 0);
    }
}
