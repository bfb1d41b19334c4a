package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/// The JDK's ciphers by name.
final class Ciphers {
    private Ciphers() {}

    static Cipher of(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + transformation, e);
        }
    }
}
