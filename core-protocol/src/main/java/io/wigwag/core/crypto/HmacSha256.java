package io.wigwag.core.crypto;

import java.security.MessageDigest;
import java.util.Arrays;

/// HMAC with SHA-256. Made from the pooled digest rather than the JDK's `Mac`, which wants a key object for every call
/// and keeps the key after it.
public final class HmacSha256 {
    public static final int SIZE = 32;
    private static final int BLOCK = 64;

    private HmacSha256() {}

    /// The code of all parts, one after the other, under a key of any length.
    public static byte[] of(byte[] key, byte[]... parts) {
        var digest = Digests.SHA_256.take();
        var code = of(digest, key, parts);
        Digests.SHA_256.giveBack(digest);
        return code;
    }

    static byte[] of(MessageDigest digest, byte[] key, byte[]... parts) {
        var pad = Arrays.copyOf(key.length > BLOCK ? digest.digest(key) : key, BLOCK);
        toggle(pad, 0x36);
        digest.update(pad);
        for (var part : parts) {
            digest.update(part);
        }
        var inner = digest.digest();
        toggle(pad, 0x36 ^ 0x5c);
        digest.update(pad);
        Arrays.fill(pad, (byte) 0);
        return digest.digest(inner);
    }

    private static void toggle(byte[] pad, int with) {
        for (var i = 0; i < pad.length; i++) {
            pad[i] ^= (byte) with;
        }
    }
}
