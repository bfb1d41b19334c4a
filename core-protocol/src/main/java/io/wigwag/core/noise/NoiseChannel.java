package io.wigwag.core.noise;

import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/// The sealed stream after a handshake: each frame's payload under the next number of its direction. Owned by the
/// connection alone; frames must be sent in the order in which they were sealed. One thread at a time may seal, and one
/// open.
public final class NoiseChannel implements AutoCloseable {
    /// How much longer a sealed payload is than the plain one.
    public static final int OVERHEAD = DirectionCipher.TAG;

    private final DirectionCipher sealing;
    private final DirectionCipher opening;
    private final Octets binding;

    NoiseChannel(byte[] sealingKey, byte[] openingKey, Octets binding) {
        this.sealing = new DirectionCipher(Cipher.ENCRYPT_MODE, sealingKey);
        this.opening = new DirectionCipher(Cipher.DECRYPT_MODE, openingKey);
        this.binding = binding;
    }

    /// The handshake's hash, the same at both ends and in no other connection.
    public Octets binding() {
        return binding;
    }

    /// The sealed payload behind `headroom` free bytes, so that a frame's header needs no second copy.
    public byte[] seal(Octets plaintext, int headroom) {
        var sealed = new byte[headroom + plaintext.size() + OVERHEAD];
        try {
            sealing.run(plaintext, sealed, headroom);
        } catch (AEADBadTagException e) {
            throw new IllegalStateException("sealing checks no tag", e);
        }
        return sealed;
    }

    /// The plaintext of the next frame. After a failure nothing more can be read.
    public Octets open(Octets sealed) throws ChannelBroken {
        if (sealed.size() < OVERHEAD) {
            throw new ChannelBroken("frame " + opening.counter() + " of " + sealed.size() + " bytes is too short");
        }
        var plaintext = new byte[sealed.size() - OVERHEAD];
        var number = opening.counter();
        try {
            var size = opening.run(sealed, plaintext, 0);
            return Octets.wrap(size == plaintext.length ? plaintext : Arrays.copyOf(plaintext, size));
        } catch (AEADBadTagException e) {
            throw new ChannelBroken("frame " + number + " was not sealed by the other end");
        }
    }

    /// Forgets the keys; every later use fails.
    @Override
    public void close() {
        sealing.wipe();
        opening.wipe();
    }
}
