package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PreKeys;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What stands in a receipt that asks for a message again, written and read.
final class Retries {
    static final int MOST = 5;

    private static final byte CURVE = 5;
    private static final int ID = 3;

    private Retries() {}

    /// The children of such a receipt, with keys for a new session.
    static Node[] content(DeviceZero voice, Node message, int count, RetryReason reason) {
        var attributes = message.attributes();
        var persona = voice.account().persona();
        return new Node[] {
            Node.tag("retry")
                    .attribute("v", "1")
                    .attribute("count", count)
                    .attribute("id", attributes.text("id"))
                    .attribute("t", attributes.text("t"))
                    .attribute("error", reason.code())
                    .build(),
            Node.tag("registration")
                    .bytes(number(persona.registrationId(), Integer.BYTES))
                    .build(),
            Node.tag("keys")
                    .child(Node.tag("type").bytes(Octets.wrap(new byte[] {CURVE})))
                    .child(Node.tag("identity")
                            .bytes(persona.identity().publicKey().octets()))
                    .child(oneTime(voice.keys().make()))
                    .child(signed(voice.keys().signed()))
                    .build()
        };
    }

    private static Node oneTime(PreKeys.OneTime key) {
        return Node.tag("key")
                .child(Node.tag("id").bytes(number(key.id(), ID)))
                .child(Node.tag("value").bytes(key.value()))
                .build();
    }

    private static Node signed(PreKeys.Signed key) {
        return Node.tag("skey")
                .child(Node.tag("id").bytes(number(key.id(), ID)))
                .child(Node.tag("value").bytes(key.value()))
                .child(Node.tag("signature").bytes(key.signature()))
                .build();
    }

    private static Octets number(int value, int size) {
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
        return Octets.wrap(Arrays.copyOfRange(bytes, Integer.BYTES - size, Integer.BYTES));
    }

    /// How often the asker has asked for this message.
    static int count(Node receipt) throws MalformedNode {
        var count = receipt.requireChild("retry").attributes().number("count").orElse(1);
        return Math.clamp(count, 1, Integer.MAX_VALUE);
    }

    /// Makes sure that the next message to the asker begins a session: with the keys in the receipt, or else with those
    /// that the asker has published.
    static void renew(Sessions sessions, Device asker, Node receipt) throws MalformedNode, SignalFailure {
        var bundle = bundle(receipt);
        if (bundle.isPresent()) {
            sessions.begin(asker, bundle.get());
        } else {
            sessions.end(asker);
        }
    }

    private static Optional<PreKeyBundle> bundle(Node receipt) throws MalformedNode {
        var keys = receipt.child("keys");
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var signed = keys.get().requireChild("skey");
        var oneTime = keys.get().child("key");
        return Optional.of(new PreKeyBundle(
                key(keys.get().requireChild("identity")),
                number(receipt.requireChild("registration")),
                new PreKeyBundle.SignedKey(
                        number(signed.requireChild("id")),
                        key(signed.requireChild("value")),
                        signed.requireChild("signature").requireBytes()),
                oneTime.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new PreKeyBundle.Numbered(
                                number(oneTime.get().requireChild("id")),
                                key(oneTime.get().requireChild("value"))))));
    }

    private static int number(Node node) throws MalformedNode {
        return new BigInteger(1, node.requireBytes().toArray()).intValue();
    }

    private static PublicKey key(Node node) throws MalformedNode {
        try {
            return PublicKey.of(node.requireBytes());
        } catch (InvalidKey invalid) {
            throw new MalformedNode(node.tag() + ": " + invalid.getMessage());
        }
    }
}
