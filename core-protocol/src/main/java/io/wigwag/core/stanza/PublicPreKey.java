package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// The public half of a one-time pre-key, as the server gets it: `<key><id>3 bytes</id><value>32 bytes</value></key>`.
public record PublicPreKey(int id, Octets key) {
    public static final int LARGEST_ID = 0xFFFFFF;
    static final int KEY_SIZE = 32;

    public PublicPreKey {
        checkId(id);
        checkSize("key", key, KEY_SIZE);
    }

    static void checkId(int id) {
        if (id < 1 || id > LARGEST_ID) {
            throw new IllegalArgumentException("id: " + id + " (expected: 1.." + LARGEST_ID + ")");
        }
    }

    static void checkSize(String what, Octets value, int size) {
        if (value.size() != size) {
            throw new IllegalArgumentException(what + ": " + value.size() + " bytes (expected: " + size + ")");
        }
    }

    Node toNode() {
        return Node.tag("key")
                .child(Node.tag("id").bytes(FixedNumber.bytes(id, FixedNumber.KEY_ID)))
                .child(Node.tag("value").bytes(key))
                .build();
    }
}
