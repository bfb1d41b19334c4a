package io.wigwag.sandbox.keys;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Device;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What the service holds of a device's keys, in short, so that the device can see whether both agree.
final class KeyDigest {
    private KeyDigest() {}

    static Node of(Device device) {
        var signed = device.preKeys().signed();
        var oneTime = device.preKeys().oneTime();
        return Node.tag("digest")
                .children(KeyNodes.head(device))
                .child(KeyNodes.key(signed))
                .child(Node.tag("list")
                        .children(oneTime.keySet().stream()
                                .map(id -> KeyNodes.id(id).build())
                                .toList()))
                .child(Node.tag("hash").bytes(hash(device)))
                .build();
    }

    /// SHA-1 over identity, signed key, its signature, and all one-time keys in the order of the list.
    private static Octets hash(Device device) {
        var sha1 = sha1();
        var signed = device.preKeys().signed();
        device.identity().octets().update(sha1);
        signed.value().update(sha1);
        signed.signature().update(sha1);
        device.preKeys().oneTime().values().forEach(value -> value.update(sha1));
        return Octets.wrap(sha1.digest());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-1", missing);
        }
    }
}
