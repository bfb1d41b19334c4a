package io.wigwag.core.noise;

import io.wigwag.core.octets.Octets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// One direction after the handshake: a key and the counter that numbers its frames. The cipher object is kept, for
/// making one costs more than sealing a short frame.
final class DirectionCipher {
    static final int TAG = 16;
    private static final long MOST_FRAMES = 1L << 32;

    private final int mode;
    private final Cipher cipher;
    private final byte[] keyBytes;
    private @Nullable SecretKeySpec key;
    private long counter;

    DirectionCipher(int mode, byte[] key) {
        this.mode = mode;
        this.keyBytes = key;
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// How many bytes came out at `at`.
    int run(Octets in, byte[] out, int at) throws AEADBadTagException {
        var current = key;
        if (current == null) {
            throw new IllegalStateException("the channel is closed");
        }
        if (counter == MOST_FRAMES) {
            throw new IllegalStateException("a nonce would be used twice");
        }
        try {
            cipher.init(mode, current, new GCMParameterSpec(8 * TAG, Nonce.of((int) counter)));
            counter++;
            return in.finish(cipher, out, at);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refused to work", e);
        }
    }

    long counter() {
        return counter;
    }

    /// The JDK keeps its own copy of the key in the cipher object until that is used with another one.
    void wipe() {
        if (key == null) {
            return;
        }
        key = null;
        Arrays.fill(keyBytes, (byte) 0);
        try {
            cipher.init(
                    mode,
                    new SecretKeySpec(new byte[keyBytes.length], "AES"),
                    new GCMParameterSpec(8 * TAG, Nonce.of(0)));
        } catch (InvalidKeyException | java.security.InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("AES-GCM refused a key of zeros", e);
        }
    }
}
