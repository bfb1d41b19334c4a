package io.wigwag.core.signal;

import io.wigwag.core.crypto.HmacSha256;
import java.util.Arrays;

/// The key of the next message of a chain, and its number. One step forward can't be taken back.
final class ChainKey {
    static final int SIZE = 32;
    private static final byte[] MESSAGE = {1};
    private static final byte[] CHAIN = {2};

    private final byte[] key;
    private final int index;

    /// Keeps the array.
    ChainKey(byte[] key, int index) {
        this.key = key;
        this.index = index;
    }

    int index() {
        return index;
    }

    /// The array itself, not to be changed.
    byte[] bytes() {
        return key;
    }

    /// What the keys of message [#index()] are derived from.
    MessageSeed messageSeed() {
        return new MessageSeed(HmacSha256.of(key, MESSAGE));
    }

    ChainKey next() {
        return new ChainKey(HmacSha256.of(key, CHAIN), index + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChainKey that && index == that.index && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return "ChainKey[" + index + "]";
    }
}
