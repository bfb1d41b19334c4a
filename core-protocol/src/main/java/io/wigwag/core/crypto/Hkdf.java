package io.wigwag.core.crypto;

import java.util.Arrays;

/// HKDF with SHA-256: many keys out of one secret.
public final class Hkdf {
    private static final int HASH = 32;
    private static final int MOST = 255 * HASH;
    private static final byte[] NO_SALT = new byte[HASH];

    private Hkdf() {}

    /// Extract and expand in one. An empty salt stands for none.
    public static byte[] derive(byte[] secret, byte[] salt, byte[] info, int size) {
        var key = extract(secret, salt);
        var derived = expand(key, info, size);
        Arrays.fill(key, (byte) 0);
        return derived;
    }

    public static byte[] extract(byte[] secret, byte[] salt) {
        return HmacSha256.of(salt.length == 0 ? NO_SALT : salt, secret);
    }

    public static byte[] expand(byte[] key, byte[] info, int size) {
        if (size < 0 || size > MOST) {
            throw new IllegalArgumentException("HKDF gives 0 to " + MOST + " bytes, not " + size);
        }
        var derived = new byte[size];
        var block = new byte[0];
        var counter = new byte[1];
        var digest = Digests.SHA_256.take();
        for (var at = 0; at < size; at += HASH) {
            counter[0]++;
            var next = HmacSha256.of(digest, key, block, info, counter);
            Arrays.fill(block, (byte) 0);
            block = next;
            System.arraycopy(block, 0, derived, at, Math.min(HASH, size - at));
        }
        Digests.SHA_256.giveBack(digest);
        Arrays.fill(block, (byte) 0);
        return derived;
    }
}
