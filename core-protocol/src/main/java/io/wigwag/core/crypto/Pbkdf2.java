package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// PBKDF2 with HMAC-SHA-256: a key out of something short enough to type. Slow on purpose, so never on an event loop.
public final class Pbkdf2 {
    private Pbkdf2() {}

    /// The key that a password makes with a salt.
    ///
    /// @param password its UTF-8 form counts
    /// @param size of the key in bytes
    public static byte[] derive(String password, byte[] salt, int rounds, int size) {
        var spec = new PBEKeySpec(password.toCharArray(), salt, rounds, size * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
