package io.wigwag.core.crypto;

import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The private half of a Curve25519 key: 32 bytes, clamped here whatever they were. Prints nothing of itself.
public final class PrivateKey {
    public static final int SIZE = 32;

    private final byte[] clamped;
    /// Volatile, because another thread may find it: an array is not safe to hand over without.
    private volatile byte @Nullable [] edwards;
    private volatile boolean destroyed;

    private PrivateKey(byte[] bytes) {
        bytes[0] &= (byte) 0xf8;
        bytes[31] &= 0x7f;
        bytes[31] |= 0x40;
        this.clamped = bytes;
    }

    /// A copy of 32 bytes.
    public static PrivateKey of(byte[] raw) throws InvalidKey {
        if (raw.length != SIZE) {
            throw new InvalidKey("a private key has " + SIZE + " bytes, not " + raw.length);
        }
        return new PrivateKey(raw.clone());
    }

    public static PrivateKey generate(SecureRandom random) {
        var bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new PrivateKey(bytes);
    }

    /// A copy, for a store.
    public byte[] raw() {
        return bytes().clone();
    }

    public PublicKey publicKey() {
        return PublicKey.made(BaseMultiples.multiply(bytes()).encodeMontgomery());
    }

    /// Overwrites the key; every later use fails.
    public void destroy() {
        destroyed = true;
        Arrays.fill(clamped, (byte) 0);
        edwards = null;
    }

    byte[] bytes() {
        if (destroyed) {
            throw new IllegalStateException("this key was destroyed");
        }
        return clamped;
    }

    /// The compressed Edwards point of this key, made once: each signature hashes it.
    byte[] edwards() {
        var known = edwards;
        if (known == null) {
            known = BaseMultiples.multiply(bytes()).encode();
            edwards = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "PrivateKey[redacted]";
    }
}
