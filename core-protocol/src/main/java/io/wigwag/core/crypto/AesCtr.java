package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in counter mode: a stream that is laid over the input, so that the same call encrypts and decrypts. It proves
/// nothing: with a wrong key other bytes come out, and nobody notices here.
public final class AesCtr {
    /// The first counter block, counted up as one number of 128 bits.
    public static final int IV = 16;

    private static final Pool<Cipher> CIPHERS = new Pool<>(() -> Ciphers.of("AES/CTR/NoPadding"));

    private AesCtr() {}

    public static byte[] apply(byte[] key, byte[] iv, byte[] input) {
        try {
            var cipher = CIPHERS.take();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            var output = cipher.doFinal(input);
            CIPHERS.giveBack(cipher);
            return output;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("AES-CTR does not take these: " + e.getMessage(), e);
        }
    }
}
