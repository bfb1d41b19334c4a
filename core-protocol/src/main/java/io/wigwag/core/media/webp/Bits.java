package io.wigwag.core.media.webp;

import java.io.ByteArrayOutputStream;

/// Bits in a row, the lowest of each number and of each byte first.
final class Bits {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long pending;
    private int count;

    /// At most 32 of them.
    void put(int value, int width) {
        pending |= (value & ((1L << width) - 1)) << count;
        count += width;
        while (count >= Byte.SIZE) {
            bytes.write((int) pending);
            pending >>>= Byte.SIZE;
            count -= Byte.SIZE;
        }
    }

    /// All of them; the last byte is filled up with zeros.
    byte[] toBytes() {
        if (count > 0) {
            put(0, Byte.SIZE - count);
        }
        return bytes.toByteArray();
    }
}
