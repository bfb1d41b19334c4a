package io.wigwag.core.crypto;

/// SHA-256 of bytes at hand; streams are better digested by their readers.
public final class Sha256 {
    public static final int SIZE = 32;

    private Sha256() {}

    /// The hash of all parts, one after the other.
    public static byte[] hash(byte[]... parts) {
        return Digests.hash(Digests.SHA_256, parts);
    }
}
