package io.wigwag.sandbox.passkey;

import static io.wigwag.sandbox.Ask.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.EncryptedPairingRequest;
import io.wigwag.proto.pairing.ProloguePayload;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Everything that a companion can do wrong on its way; none of it links it.
class PasskeyRefusalsTest {
    private Sandbox sandbox;
    private PasskeyClient client;
    private JsonNode options;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
        sandbox.exchange().loop().call(() -> sandbox.exchange().settings().passkeyDemanded = true);
        client = new PasskeyClient(new TestCompanion(sandbox, "alice"));
        options = PasskeyClient.JSON.readTree(client.askForOptions()
                .requireChild("passkey_request_options")
                .requireBytes()
                .toArray());
        client.takeRef();
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.events().after(0))
                .noneMatch(event -> event.type().equals("pairing.linked"))
                .anyMatch(event -> event.type().equals("passkey.refused"));
        assertThat(sandbox.exchange().loop().failures()).isZero();
        client.close();
        sandbox.close();
    }

    private void assertRefused(Node answer, String code, String reason) {
        assertThat(errorOf(answer)).isEqualTo(code);
        assertThat(sandbox.events().after(0).stream()
                        .filter(event -> event.type().equals("passkey.refused"))
                        .toList()
                        .getLast()
                        .text("reason"))
                .contains(reason);
    }

    /// A prologue that is refused may be said again, and better.
    private void assertMayTryAgain() throws Exception {
        assertThat(errorOf(client.prologue(options))).isEmpty();
        client.continued();
    }

    private void proven() throws Exception {
        client.prologue(options);
        client.continued();
    }

    private void compared() throws Exception {
        proven();
        assertThat(errorOf(client.showNonce())).isEmpty();
    }

    @Test
    void aWrongOrigin() throws Exception {
        client.origin = "https://web.whatsapp.com.example";
        assertRefused(client.prologue(options), "403", "origin: https://web.whatsapp.com.example");
        client.origin = "https://web.whatsapp.com";
        assertMayTryAgain();
    }

    @Test
    void anotherChallenge() throws Exception {
        var other = (ObjectNode) options.deepCopy();
        other.put("challenge", Request.encode(Octets.wrap(new byte[32])));
        assertRefused(client.prologue(client.assertion(other)), "403", "challenge");
        assertMayTryAgain();
    }

    @Test
    void anotherCeremony() throws Exception {
        client.type = "webauthn.create";
        assertRefused(client.prologue(options), "403", "type: webauthn.create");
    }

    @Test
    void anotherRelyingParty() throws Exception {
        client.party = "example.com";
        assertRefused(client.prologue(options), "403", "relying party");
    }

    @Test
    void nobodyThere() throws Exception {
        client.flags = 4;
        assertRefused(client.prologue(options), "403", "nobody");
    }

    @Test
    void anotherCredential() throws Exception {
        var assertion = client.assertion(options);
        assertion.put("id", Request.encode(Octets.wrap(new byte[16])));
        assertRefused(client.prologue(assertion), "403", "credential id");
    }

    @Test
    void aCredentialIdBesideTheAssertions() throws Exception {
        var assertion = PasskeyClient.json(client.assertion(options));
        assertRefused(client.prologue(Octets.wrap(new byte[16]), assertion, client.payload()), "403", "credential id");
    }

    @Test
    void theCredentialIdMayBeText() throws Exception {
        client.flags = 4;
        assertRefused(client.prologue(options), "403", "nobody");
        client.flags = 1;
        var assertion = client.assertion(options);
        var text = Octets.wrap(assertion.path("id").asString().getBytes(StandardCharsets.US_ASCII));
        assertThat(errorOf(client.prologue(text, PasskeyClient.json(assertion), client.payload())))
                .isEmpty();
    }

    @Test
    void assertionsThatAreNone() throws Exception {
        var credential = Octets.wrap(Base64.getUrlDecoder()
                .decode(client.assertion(options).path("id").asString()));
        for (var text :
                new String[] {"", "{", "[]", "{}", "{\"type\":\"public-key\"}", "{\"type\":\"public-key\",\"id\":\"?\"}"
                }) {
            var assertion = Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
            assertRefused(client.prologue(credential, assertion, client.payload()), "400", "");
        }
        var cut = client.assertion(options);
        ((ObjectNode) cut.path("response")).put("authenticatorData", Request.encode(Octets.wrap(new byte[36])));
        assertRefused(client.prologue(cut), "400", "36 bytes");
        assertMayTryAgain();
    }

    @Test
    void aProloguePayloadThatIsNone() throws Exception {
        var assertion = PasskeyClient.json(client.assertion(options));
        var credential = Octets.wrap(Base64.getUrlDecoder()
                .decode(client.assertion(options).path("id").asString()));
        assertRefused(client.prologue(credential, assertion, new byte[] {1}), "400", "prologue");
        var uncommitted = ProloguePayload.parseFrom(client.payload()).toBuilder()
                .clearCommitment()
                .build();
        assertRefused(client.prologue(credential, assertion, uncommitted.toByteArray()), "400", "commitment");
        var keyless = ProloguePayload.parseFrom(client.payload()).toBuilder()
                .clearCompanionEphemeralIdentity()
                .build();
        assertRefused(client.prologue(credential, assertion, keyless.toByteArray()), "400", "prologue");
    }

    @Test
    void anOldRef() throws Exception {
        var assertion = PasskeyClient.json(client.assertion(options));
        var credential = Octets.wrap(Base64.getUrlDecoder()
                .decode(client.assertion(options).path("id").asString()));
        var old = client.payload();
        client.takeRef();
        assertRefused(client.prologue(credential, assertion, old), "403", "ref");
    }

    @Test
    void aSecondPasskey() throws Exception {
        proven();
        assertRefused(client.prologue(options), "406", "out of turn");
        client.link.awaitClose();
    }

    @Test
    void aNonceThatWasNotCommittedTo() throws Exception {
        proven();
        assertRefused(client.showNonce(new byte[32]), "403", "commitment");
        client.link.awaitClose();
    }

    @Test
    void aNonceBeforeThePasskey() throws Exception {
        assertRefused(client.showNonce(), "406", "out of turn");
        assertMayTryAgain();
    }

    @Test
    void aRequestBeforeTheNonce() throws Exception {
        proven();
        assertRefused(client.request(), "406", "out of turn");
        client.link.awaitClose();
    }

    @Test
    void aRequestSealedUnderAnotherKey() throws Exception {
        compared();
        var sealed = EncryptedPairingRequest.newBuilder()
                .setEncryptedPayload(ByteString.copyFrom(new byte[40]))
                .setIv(ByteString.copyFrom(new byte[12]))
                .build();
        assertRefused(client.request(sealed.toByteArray()), "403", "tag is wrong");
        client.link.awaitClose();
    }

    @Test
    void aRequestWithAnIvOfAWrongSize() throws Exception {
        compared();
        assertRefused(client.request(new byte[0]), "400", "iv");
        client.link.awaitClose();
    }

    @Test
    void aRequestForAnotherNoiseKey() throws Exception {
        compared();
        var other = KeyPair.generate(new SecureRandom()).publicKey();
        var answer = client.request(other, client.companion.identity.publicKey(), client.companion.advSecret());
        assertRefused(answer, "403", "Noise key");
        client.link.awaitClose();
    }

    @Test
    void aRequestForAnotherIdentity() throws Exception {
        compared();
        var other = KeyPair.generate(new SecureRandom()).publicKey();
        var answer = client.request(client.companion.noise.publicKey(), other, client.companion.advSecret());
        assertRefused(answer, "403", "identity key");
        client.link.awaitClose();
    }

    @Test
    void aSecretOfAWrongSize() throws Exception {
        compared();
        var answer = client.request(
                client.companion.noise.publicKey(), client.companion.identity.publicKey(), Octets.wrap(new byte[31]));
        assertRefused(answer, "400", "31 bytes");
        client.link.awaitClose();
    }
}
