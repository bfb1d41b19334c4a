package io.wigwag.core.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The JDK's digests, reused. A digest resets itself when its value is taken, so those put back are fresh.
final class Digests {
    static final Pool<MessageDigest> SHA_256 = new Pool<>(() -> of("SHA-256"));
    static final Pool<MessageDigest> SHA_512 = new Pool<>(() -> of("SHA-512"));

    private Digests() {}

    static byte[] hash(Pool<MessageDigest> pool, byte[]... parts) {
        var digest = pool.take();
        for (var part : parts) {
            digest.update(part);
        }
        var hash = digest.digest();
        pool.giveBack(digest);
        return hash;
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
