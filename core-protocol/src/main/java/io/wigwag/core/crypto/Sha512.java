package io.wigwag.core.crypto;

/// SHA-512 of bytes at hand.
public final class Sha512 {
    private Sha512() {}

    /// The hash of all parts, one after the other.
    public static byte[] hash(byte[]... parts) {
        return Digests.hash(Digests.SHA_512, parts);
    }
}
