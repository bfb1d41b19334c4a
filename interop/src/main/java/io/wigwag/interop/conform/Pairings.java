package io.wigwag.interop.conform;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.pairing.ClientType;
import io.wigwag.core.pairing.DeviceIdentity;
import io.wigwag.core.pairing.LinkedIdentity;
import io.wigwag.core.pairing.PairSuccess;
import io.wigwag.core.pairing.QrText;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import java.security.SecureRandom;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// `pairing.json`: linking by QR text and by code, as companion and as phone, and the server's word that it is done.
final class Pairings implements VectorSuite {
    @Override
    public String file() {
        return "pairing.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "pair-success" -> pairSuccess(vector);
            case "qr" -> qr(vector);
            case "code-key" -> CodePairings.codeAndKey(vector);
            case "pairing-code" -> CodePairings.run(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void qr(VectorCase vector) throws Exception {
        var shown = new QrText(
                vector.text("ref"),
                PublicKey.of(vector.hex("noisePublic")),
                PublicKey.of(vector.hex("identityPublic")),
                Octets.wrap(vector.hex("advSecret")),
                Optional.of(clientType(vector.get("browser"))));
        Mismatch.unlessSame("shown", vector.text("qr"), shown.text());
        Mismatch.unlessSame("scanned", shown, QrText.parse(vector.text("qr")));
    }

    /// Baileys' browsers have three texts: system, name, version.
    static ClientType clientType(JsonNode browser) {
        return switch (browser.get(1).asString()) {
            case "Chrome" -> ClientType.CHROME;
            case "Edge" -> ClientType.EDGE;
            case "Firefox" -> ClientType.FIREFOX;
            case "Opera" -> ClientType.OPERA;
            case "Safari" -> ClientType.SAFARI;
            case "Desktop" -> browser.get(0).asString().equals("Windows") ? ClientType.UWP : ClientType.ELECTRON;
            default -> ClientType.OTHER_WEB;
        };
    }

    private static void pairSuccess(VectorCase vector) throws Exception {
        var credentials = vector.part(json -> json.required("creds"));
        var device = SignalSessions.keyPair(credentials.get("identity"));
        var accepted = vector.text("expect").equals("accepted");
        PairSuccess success;
        LinkedIdentity linked;
        try {
            success = PairSuccess.parse(VectorNode.read(vector.get("stanza")));
            linked = LinkedIdentity.accept(
                    success.container(), Octets.wrap(credentials.base64("advSecretKey")), device, new SecureRandom());
        } catch (AdvFailure | MalformedNode refused) {
            Mismatch.unlessSame("refused: " + refused.getMessage(), accepted, false);
            return;
        }
        Mismatch.unlessSame("accepted", accepted, true);
        var result = vector.part(json -> json.required("result"));
        who(result, success);
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
        reply(result, success.reply(linked.identity()));
        signature(result, device.publicKey(), linked);
    }

    private static void who(VectorCase result, PairSuccess success) throws Exception {
        var me = result.get("me");
        Mismatch.unlessSame("jid", me.required("id").asString(), success.jid().toString());
        Mismatch.unlessSame("lid", optional(me.path("lid")), success.lid().map(Jid::toString));
        Mismatch.unlessSame("business", optional(me.path("name")), success.businessName());
        Mismatch.unlessSame("platform", optional(result.json().path("platform")), success.platform());
    }

    private static Optional<String> optional(JsonNode text) {
        return text.isString() ? Optional.of(text.asString()) : Optional.empty();
    }

    private static void reply(VectorCase result, Node ours) throws Exception {
        var theirs = VectorNode.read(result.get("reply"));
        Mismatch.unlessSame("reply", theirs.attributes(), ours.attributes());
        var theirSign = theirs.requireChild("pair-device-sign").requireChild("device-identity");
        var ourSign = ours.requireChild("pair-device-sign").requireChild("device-identity");
        Mismatch.unlessSame("attributes in the reply", theirSign.attributes(), ourSign.attributes());
        sameButForTheSignature("reply", theirSign.requireBytes().toArray(), ourSign.requireBytes());
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
}
