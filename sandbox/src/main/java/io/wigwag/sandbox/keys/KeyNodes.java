package io.wigwag.sandbox.keys;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PreKeys;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// How keys stand in stanzas: numbers big-endian in three or four bytes, keys without a type byte.
final class KeyNodes {
    private static final int ID = 3;
    private static final int KEY = 32;
    private static final int SIGNATURE = 64;
    private static final Octets CURVE_25519 = Octets.copyOf(new byte[] {5});

    private KeyNodes() {}

    static PreKeys.OneTime oneTime(Node key) throws MalformedNode {
        return new PreKeys.OneTime(number(key.requireChild("id"), ID), bytes(key.requireChild("value"), KEY));
    }

    static PreKeys.Signed signed(Node skey) throws MalformedNode {
        return new PreKeys.Signed(
                number(skey.requireChild("id"), ID),
                bytes(skey.requireChild("value"), KEY),
                bytes(skey.requireChild("signature"), SIGNATURE));
    }

    static int registrationId(Node registration) throws MalformedNode {
        return number(registration, Integer.BYTES);
    }

    static Octets identity(Node identity) throws MalformedNode {
        return bytes(identity, KEY);
    }

    private static int number(Node node, int size) throws MalformedNode {
        var number = 0;
        for (var digit : bytes(node, size).toArray()) {
            number = number << Byte.SIZE | Byte.toUnsignedInt(digit);
        }
        return number;
    }

    private static Octets bytes(Node node, int size) throws MalformedNode {
        var bytes = node.requireBytes();
        if (bytes.size() != size) {
            throw new MalformedNode(node.tag() + ": " + bytes.size() + " bytes (expected: " + size + ")");
        }
        // What came in with a large frame must not keep that frame alive.
        return bytes.compact();
    }

    static Node key(PreKeys.OneTime key) {
        return Node.tag("key")
                .child(id(key.id()))
                .child(Node.tag("value").bytes(key.value()))
                .build();
    }

    static Node key(PreKeys.Signed key) {
        return Node.tag("skey")
                .child(id(key.id()))
                .child(Node.tag("value").bytes(key.value()))
                .child(Node.tag("signature").bytes(key.signature()))
                .build();
    }

    static NodeBuilder id(int number) {
        return Node.tag("id")
                .bytes(Octets.wrap(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number}));
    }

    /// What begins every statement about a device: its registration id, the kind of its keys, and who it is.
    static List<Node> head(Device device) {
        var registration = ByteBuffer.allocate(Integer.BYTES)
                .putInt(device.registrationId())
                .array();
        var head = new ArrayList<Node>();
        head.add(Node.tag("registration").bytes(Octets.wrap(registration)).build());
        head.add(Node.tag("type").bytes(CURVE_25519).build());
        head.add(Node.tag("identity").bytes(device.identity().octets()).build());
        return head;
    }
}
