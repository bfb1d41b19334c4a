package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in Galois/counter mode with a nonce of 12 bytes and a tag of 16 bytes behind the ciphertext. The key's size (16
/// or 32 bytes) chooses the cipher's.
public final class AesGcm {
    public static final int NONCE = 12;
    public static final int TAG = 16;
    private static final Pool<Cipher> SEALING = new Pool<>(AesGcm::cipher);
    private static final Pool<Cipher> OPENING = new Pool<>(AesGcm::cipher);

    private AesGcm() {}

    public static byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plaintext) {
        var secret = new SecretKeySpec(key, "AES");
        var parameters = parameters(nonce);
        try {
            var cipher = SEALING.take();
            try {
                cipher.init(Cipher.ENCRYPT_MODE, secret, parameters);
            } catch (InvalidAlgorithmParameterException repeated) {
                // The JDK guards one object against the last nonce coming twice; whether that is right is not the
                // pool's to say, so the answer must not depend on which object was taken.
                cipher = cipher();
                cipher.init(Cipher.ENCRYPT_MODE, secret, parameters);
            }
            cipher.updateAAD(associated);
            var sealed = cipher.doFinal(plaintext);
            SEALING.giveBack(cipher);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("AES-GCM does not take this key: " + e.getMessage(), e);
        }
    }

    public static byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) throws DecryptionFailed {
        if (sealed.length < TAG) {
            throw new DecryptionFailed("shorter than its tag: " + sealed.length + " bytes");
        }
        try {
            var cipher = OPENING.take();
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), parameters(nonce));
            cipher.updateAAD(associated);
            var plaintext = cipher.doFinal(sealed);
            OPENING.giveBack(cipher);
            return plaintext;
        } catch (AEADBadTagException e) {
            throw new DecryptionFailed("the tag is wrong");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("AES-GCM does not take this key: " + e.getMessage(), e);
        }
    }

    static Cipher cipher() {
        return Ciphers.of("AES/GCM/NoPadding");
    }

    static GCMParameterSpec parameters(byte[] nonce) {
        if (nonce.length != NONCE) {
            throw new IllegalArgumentException("a nonce has " + NONCE + " bytes, not " + nonce.length);
        }
        return new GCMParameterSpec(8 * TAG, nonce);
    }
}
