package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.IllegalBlockSizeException;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in cipher block chaining mode with PKCS#7 padding. It proves nothing by itself: check the code (HMAC) over the
/// ciphertext first, or the padding tells an attacker about the plaintext.
public final class AesCbc {
    public static final int IV = 16;
    private static final Pool<Cipher> CIPHERS = new Pool<>(() -> Ciphers.of("AES/CBC/PKCS5Padding"));

    private AesCbc() {}

    public static byte[] encrypt(byte[] key, byte[] iv, byte[] plaintext) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, iv, plaintext);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("AES-CBC does not take these: " + e.getMessage(), e);
        }
    }

    public static byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) throws DecryptionFailed {
        try {
            return run(Cipher.DECRYPT_MODE, key, iv, ciphertext);
        } catch (BadPaddingException | IllegalBlockSizeException e) {
            throw new DecryptionFailed("the padding or the size is wrong");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("AES-CBC does not take these: " + e.getMessage(), e);
        }
    }

    private static byte[] run(int mode, byte[] key, byte[] iv, byte[] input) throws GeneralSecurityException {
        var cipher = CIPHERS.take();
        cipher.init(mode, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
        var output = cipher.doFinal(input);
        CIPHERS.giveBack(cipher);
        return output;
    }
}
