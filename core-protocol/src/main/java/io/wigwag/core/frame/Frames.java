package io.wigwag.core.frame;

import io.wigwag.core.octets.Octets;

/// How a frame looks: its payload's size in three bytes, big-endian, then the payload.
public final class Frames {
    public static final int HEADER = 3;
    public static final int LARGEST = (1 << 24) - 1;

    private Frames() {}

    /// One whole frame around a payload.
    public static Octets frame(Octets payload) {
        var framed = new byte[HEADER + payload.size()];
        writeHeader(framed, 0, payload.size());
        payload.copyTo(framed, HEADER);
        return Octets.wrap(framed);
    }

    /// For a payload that was written behind room for the header in the first place.
    public static void writeHeader(byte[] target, int at, int size) {
        if (size < 0 || size > LARGEST) {
            throw new IllegalArgumentException("a frame holds up to " + LARGEST + " bytes, not " + size);
        }
        target[at] = (byte) (size >> 16);
        target[at + 1] = (byte) (size >> 8);
        target[at + 2] = (byte) size;
    }
}
