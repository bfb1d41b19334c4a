package io.wigwag.sandbox.passkey;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.login.DeviceProps.PlatformType;
import io.wigwag.proto.pairing.CompanionCommitment;
import io.wigwag.proto.pairing.CompanionEphemeralIdentity;
import io.wigwag.proto.pairing.EncryptedPairingRequest;
import io.wigwag.proto.pairing.PairingRequest;
import io.wigwag.proto.pairing.PrimaryEphemeralIdentity;
import io.wigwag.proto.pairing.ProloguePayload;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A companion that links by passkey, and an authenticator that says what it is told to.
final class PasskeyClient implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";
    private static final int PLATFORM = PlatformType.FIREFOX.getNumber();

    private final SecureRandom random = new SecureRandom();
    final TestCompanion companion;
    final TestLink link;
    final KeyPair ephemeral = KeyPair.generate(random);
    final byte[] nonce = new byte[32];
    String origin = "https://web.whatsapp.com";
    String type = "webauthn.get";
    String party = "whatsapp.com";
    int flags = 5;
    byte[] handOff = {};
    private String ref = "";
    private PrimaryEphemeralIdentity primary = PrimaryEphemeralIdentity.getDefaultInstance();

    PasskeyClient(TestCompanion companion) throws Exception {
        this.companion = companion;
        link = companion.connectUnpaired();
        random.nextBytes(nonce);
    }

    /// The options of the notification that the service has sent.
    JsonNode asked() throws Exception {
        var notification =
                link.await(node -> node.is("notification") && node.attributes().is("type", "passkey_prologue_request"));
        return JSON.readTree(notification
                .requireChild("passkey_request_options")
                .requireBytes()
                .toArray());
    }

    Node askForOptions() throws Exception {
        return link.query(Ask.get("md", Node.of("passkey_request_options")));
    }

    Node takeRef() throws Exception {
        var answer = link.query(Ask.get("md", Node.of("ref")));
        if (answer.child("ref").isPresent()) {
            ref = answer.requireChild("ref").requireText();
        }
        return answer;
    }

    static Octets json(JsonNode node) {
        return Octets.wrap(JSON.writeValueAsBytes(node));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// What an authenticator makes of options.
    ObjectNode assertion(JsonNode options) {
        var client = JSON.createObjectNode()
                .put("type", type)
                .put("challenge", options.path("challenge").asString())
                .put("origin", origin);
        var authenticator = new byte[37];
        System.arraycopy(Sha256.hash(party.getBytes(StandardCharsets.US_ASCII)), 0, authenticator, 0, 32);
        authenticator[32] = (byte) flags;
        var id = options.path("allowCredentials").get(0).path("id").asString();
        var assertion = JSON.createObjectNode().put("id", id).put("rawId", id).put("type", "public-key");
        assertion
                .putObject("response")
                .put("clientDataJSON", base64(JSON.writeValueAsBytes(client)))
                .put("authenticatorData", base64(authenticator))
                .put("signature", base64(new byte[70]));
        return assertion;
    }

    private byte[] identity() {
        return CompanionEphemeralIdentity.newBuilder()
                .setPublicKey(ByteString.copyFrom(ephemeral.publicKey().raw()))
                .setDeviceType(PlatformType.FIREFOX)
                .setRef(ref)
                .build()
                .toByteArray();
    }

    byte[] payload() {
        var identity = identity();
        return ProloguePayload.newBuilder()
                .setCompanionEphemeralIdentity(ByteString.copyFrom(identity))
                .setCommitment(
                        CompanionCommitment.newBuilder().setHash(ByteString.copyFrom(Sha256.hash(identity, nonce))))
                .build()
                .toByteArray();
    }

    Node prologue(JsonNode options) throws Exception {
        return prologue(assertion(options));
    }

    Node prologue(ObjectNode assertion) throws Exception {
        var id = Base64.getUrlDecoder().decode(assertion.path("id").asString());
        return prologue(Octets.wrap(id), json(assertion), payload());
    }

    Node prologue(Octets credential, Octets assertion, byte[] payload) throws Exception {
        var prologue = Node.tag("passkey_prologue")
                .child(Node.tag("credential_id").bytes(credential))
                .child(Node.tag("webauthn_assertion").bytes(assertion))
                .child(Node.tag("prologue_payload").bytes(Octets.wrap(payload)));
        if (handOff.length > 0) {
            prologue.child(Node.tag("pairing_handoff_proof").bytes(Octets.wrap(HmacSha256.of(handOff, payload))));
        }
        return link.query(Ask.set("md", prologue.build()));
    }

    /// The key that a secret which was shown in a code hands on.
    static byte[] handOffKey(Octets secret) {
        return Hkdf.derive(
                secret.toArray(), new byte[0], "shortcake-passkey-handoff-v1".getBytes(StandardCharsets.US_ASCII), 32);
    }

    /// Waits for what the phone says to that.
    void continued() throws Exception {
        var notification =
                link.await(node -> node.is("notification") && node.attributes().is("type", "crsc_continuation"));
        primary = PrimaryEphemeralIdentity.parseFrom(notification
                .requireChild("primary_ephemeral_identity")
                .requireBytes()
                .asBuffer());
    }

    Node showNonce() throws Exception {
        return showNonce(nonce);
    }

    Node showNonce(byte[] shown) throws Exception {
        return link.query(Ask.set(
                "md", Node.tag("companion_nonce").bytes(Octets.wrap(shown)).build()));
    }

    /// What the companion's owner reads.
    String code() {
        var hash = Sha256.hash(nonce, primary.getPublicKey().toByteArray());
        var number = BigInteger.ZERO;
        for (var i = 0; i < 5; i++) {
            number = number.shiftLeft(8)
                    .add(BigInteger.valueOf((primary.getNonce().byteAt(i) ^ hash[i]) & 0xff));
        }
        var code = new StringBuilder();
        for (var i = 7; i >= 0; i--) {
            code.append(ALPHABET.charAt(number.shiftRight(5 * i).intValue() & 31));
        }
        return code.toString();
    }

    Node request() throws Exception {
        return request(companion.noise.publicKey(), companion.identity.publicKey(), companion.advSecret());
    }

    Node request(PublicKey noise, PublicKey identity, Octets secret) throws Exception {
        var plain = PairingRequest.newBuilder()
                .setCompanionPublicKey(ByteString.copyFrom(noise.raw()))
                .setCompanionIdentityKey(ByteString.copyFrom(identity.raw()))
                .setAdvSecret(ByteString.copyFrom(secret.toArray()));
        var key = Hkdf.derive(
                Curve.agree(
                        ephemeral.privateKey(),
                        PublicKey.of(primary.getPublicKey().toByteArray())),
                ("Companion Pairing " + PLATFORM + " with ref " + ref).getBytes(StandardCharsets.UTF_8),
                "Pairing Information Encryption Key".getBytes(StandardCharsets.US_ASCII),
                32);
        var iv = new byte[12];
        random.nextBytes(iv);
        var sealed = AesGcm.seal(key, iv, new byte[0], plain.build().toByteArray());
        return request(EncryptedPairingRequest.newBuilder()
                .setEncryptedPayload(ByteString.copyFrom(sealed))
                .setIv(ByteString.copyFrom(iv))
                .build()
                .toByteArray());
    }

    Node request(byte[] sealed) throws Exception {
        return link.query(Ask.set(
                "md",
                Node.tag("encrypted_pairing_request").bytes(Octets.wrap(sealed)).build()));
    }

    /// Signs, as one that was linked by a code does.
    void finish() throws Exception {
        companion.sign(link, link.await(node -> node.child("pair-success").isPresent()));
        link.await(node -> node.is("stream:error") && node.attributes().is("code", "515"));
        link.awaitClose();
    }

    @Override
    public void close() {
        link.close();
    }
}
