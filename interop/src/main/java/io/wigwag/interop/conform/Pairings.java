package io.wigwag.interop.conform;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.pairing.DeviceIdentity;
import io.wigwag.core.pairing.LinkedIdentity;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import java.security.SecureRandom;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `pairing.json`: for now the device identity inside a pair-success; stanzas, QR texts and codes come with pairing.
final class Pairings implements VectorSuite {
    @Override
    public String file() {
        return "pairing.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "pair-success" -> pairSuccess(vector);
            case "qr", "code-key", "pairing-code" -> throw new NotCovered("pairing");
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void pairSuccess(VectorCase vector) throws Exception {
        var success = vector.get("stanza").required("content").required("nodes").get(0);
        if (child(success, "device").isEmpty()) {
            throw new NotCovered("pairing");
        }
        var container = child(success, "device-identity")
                .map(node -> VectorCase.hex(node.required("content").required("hex")))
                .orElse(new byte[0]);
        var credentials = vector.part(json -> json.required("creds"));
        var device = SignalSessions.keyPair(credentials.get("identity"));
        var accepted = vector.text("expect").equals("accepted");
        LinkedIdentity linked;
        try {
            linked = LinkedIdentity.accept(
                    Octets.wrap(container),
                    Octets.wrap(credentials.base64("advSecretKey")),
                    device,
                    new SecureRandom());
        } catch (AdvFailure refused) {
            Mismatch.unlessSame("refused: " + refused.getMessage(), accepted, false);
            return;
        }
        Mismatch.unlessSame("accepted", accepted, true);
        var result = vector.part(json -> json.required("result"));
        Mismatch.unlessSame(
                "key index", result.get("keyIndex").asInt(), linked.identity().keyIndex());
        Mismatch.unlessSame(
                "the phone's key",
                VectorCase.hex(result.get("signalIdentity").required("key")),
                linked.accountKey().typed());
        sameButForTheSignature(
                "for messages",
                result.hex("deviceIdentityForMessages"),
                linked.identity().toOctets());
        var reply = child(result.get("reply"), "pair-device-sign")
                .flatMap(node -> child(node, "device-identity"))
                .orElseThrow();
        sameButForTheSignature(
                "reply",
                VectorCase.hex(reply.required("content").required("hex")),
                linked.identity().withoutAccountKey());
        signature(result, device.publicKey(), linked);
    }

    private static void signature(VectorCase result, PublicKey device, LinkedIdentity linked) throws Exception {
        var ours =
                ADVSignedDeviceIdentity.parseFrom(linked.identity().toOctets().toArray());
        var message = result.hex("deviceSignatureMessage");
        Mismatch.unlessSame(
                "our device signature",
                true,
                Curve.verify(device, message, ours.getDeviceSignature().toByteArray()));
        // Theirs must pass our check as well.
        DeviceIdentity.parse(Octets.wrap(result.hex("deviceIdentityForMessages")))
                .check(device, Optional.empty());
    }

    private static void sameButForTheSignature(String what, byte[] expected, Octets ours) throws Exception {
        Mismatch.unlessSame(what, unsigned(expected), unsigned(ours.toArray()));
    }

    private static byte[] unsigned(byte[] identity) throws Exception {
        return ADVSignedDeviceIdentity.parseFrom(identity).toBuilder()
                .clearDeviceSignature()
                .build()
                .toByteArray();
    }

    private static Optional<JsonNode> child(JsonNode node, String tag) {
        for (var child : node.required("content").required("nodes")) {
            if (child.required("tag").asString().equals(tag)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}
