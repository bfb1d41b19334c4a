package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// Numbers as content: big-endian bytes, as many as the protocol says.
public final class FixedNumber {
    public static final int KEY_ID = 3;
    public static final int REGISTRATION_ID = 4;

    private FixedNumber() {}

    public static Octets bytes(int value, int size) {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) {
            bytes[i] = (byte) (value >>> (8 * (size - 1 - i)));
        }
        return Octets.wrap(bytes);
    }

    public static int read(Node node, int size) throws MalformedNode {
        var bytes = sized(node, size);
        var value = 0;
        for (var i = 0; i < size; i++) {
            value = value << 8 | (bytes.at(i) & 0xFF);
        }
        return value;
    }

    /// Content of just this many bytes.
    public static Octets sized(Node node, int size) throws MalformedNode {
        var bytes = node.requireBytes();
        if (bytes.size() != size) {
            throw new MalformedNode(node.tag() + ": " + bytes.size() + " bytes (expected: " + size + ")");
        }
        return bytes;
    }
}
