package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The primitives of a sealed file, in the form that takes it piece by piece.
final class MediaCiphers {
    /// How much is read, ciphered and hashed at a time: small enough for the processor's cache, and the distance of the
    /// sidecar's marks.
    static final int PIECE = 64 * 1024;

    static final int BLOCK = 16;

    /// What is kept of the code over initial vector and ciphertext; it stands at the file's end.
    static final int MAC = 10;

    private MediaCiphers() {}

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        }
    }

    static Mac mac(MediaKeys keys) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.mac().toArray(), "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        }
    }

    /// The code that a file ends with, before its ciphertext.
    static Mac fileMac(MediaKeys keys) {
        var mac = mac(keys);
        mac.update(keys.iv().toArray());
        return mac;
    }

    static Cipher encryption(MediaKeys keys) {
        return cipher(Cipher.ENCRYPT_MODE, keys, keys.iv());
    }

    static Cipher decryption(MediaKeys keys) {
        return cipher(Cipher.DECRYPT_MODE, keys, keys.iv());
    }

    private static Cipher cipher(int mode, MediaKeys keys, Octets iv) {
        try {
            var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, new SecretKeySpec(keys.cipher().toArray(), "AES"), new IvParameterSpec(iv.toArray()));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw everyJdkHasIt(e);
        }
    }

    /// How large a file is once it is sealed.
    static long sealedSize(long size) {
        return (size / BLOCK + 1) * BLOCK + MAC;
    }

    static IllegalStateException everyJdkHasIt(GeneralSecurityException e) {
        return new IllegalStateException("every JDK has these ciphers", e);
    }
}
