package io.wigwag.core.signal;

import io.wigwag.core.crypto.Hkdf;

/// The 32 bytes from which all keys of a single message are derived. Kept instead of those for messages that were
/// overtaken, because it is the smaller.
final class MessageSeed {
    static final int SIZE = 32;
    private static final byte[] NO_SALT = new byte[32];

    private final byte[] seed;

    /// Keeps the array.
    MessageSeed(byte[] seed) {
        this.seed = seed;
    }

    byte[] derive(byte[] info, int size) {
        return Hkdf.derive(seed, NO_SALT, info, size);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(seed, 0, target, at, SIZE);
    }
}
