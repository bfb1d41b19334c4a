package io.wigwag.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.PairSuccess;
import io.wigwag.core.pairing.QrText;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentity;
import io.wigwag.proto.pairing.ADVSignedDeviceIdentityHMAC;
import io.wigwag.sandbox.server.LinkRefused;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkingTest {
    private Sandbox sandbox = startUnchecked();

    private static Sandbox startUnchecked() {
        try {
            return Sandbox.start();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @BeforeEach
    void noFailureYet() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
    }

    @AfterEach
    void end() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private void scan(String code) throws Exception {
        sandbox.exchange().loop().call(() -> sandbox.exchange().linking().scan(code, Optional.empty()));
    }

    @Test
    void aCompanionIsLinkedAndLogsIn() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");

        assertThat(alice.pn()).isEqualTo(Jid.of(9998782236065L, 0, Server.USER));
        assertThat(alice.lid()).isEqualTo(Jid.of(122717603767689L, 0, Server.LID));
        try (var link = alice.connect()) {
            var success = link.await("success");
            assertThat(success.attributes().jid("lid")).contains(alice.lid());
        }
    }

    @Test
    void theServerSpeaksFromAnAddressAndOffersSixRefs() throws Exception {
        var companion = new TestCompanion(sandbox, "alice");
        try (var link = companion.connectUnpaired()) {
            var iq = link.await(node -> node.child("pair-device").isPresent());

            assertThat(iq.attributes().jid("from")).contains(Jid.SERVER);
            assertThat(iq.requireChild("pair-device").children("ref"))
                    .hasSize(6)
                    .allSatisfy(ref -> assertThat(ref.text().orElseThrow()).matches("[!-~&&[^,]]+"));
        }
    }

    @Test
    void aScanNeedNotWaitForTheAnswerToTheRefs() throws Exception {
        var companion = new TestCompanion(sandbox, "alice");
        try (var link = companion.connectUnpaired()) {
            var iq = link.await(node -> node.child("pair-device").isPresent());
            var ref = iq.requireChild("pair-device")
                    .children("ref")
                    .getLast()
                    .text()
                    .orElseThrow();
            scan(new QrText(
                            ref,
                            companion.noise.publicKey(),
                            companion.identity.publicKey(),
                            companion.advSecret(),
                            Optional.empty())
                    .text());
            companion.sign(link, link.await(node -> node.child("pair-success").isPresent()));
            assertThat(link.await("stream:error").attributes().text("code")).contains("515");
        }
    }

    @Test
    void theSameNameIsOneMoreCompanionOfTheSameAccount() throws Exception {
        var first = TestCompanion.linked(sandbox, "alice");
        var second = TestCompanion.linked(sandbox, "alice");
        var other = TestCompanion.linked(sandbox, "bob");

        assertThat(second.pn()).isEqualTo(first.pn().withDevice(1));
        assertThat(second.lid()).isEqualTo(first.lid().withDevice(1));
        assertThat(other.pn().bare()).isNotEqualTo(first.pn().bare());
    }

    @Test
    void aCompanionWithoutANameIsLinkedAllTheSame() throws Exception {
        var nameless = TestCompanion.linked(sandbox, "");

        var name = sandbox.exchange()
                .loop()
                .call(() -> sandbox.exchange()
                        .accounts()
                        .find(nameless.pn())
                        .orElseThrow()
                        .pushName());
        assertThat(name).isEqualTo("Sandbox " + nameless.pn().user().substring(9));
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        var companion = new TestCompanion(sandbox, "alice");
        try (var link = companion.connectUnpaired()) {
            var codes = companion.codes(link);
            scan(codes.getFirst());

            assertThatThrownBy(() -> scan(codes.getLast()))
                    .isInstanceOfSatisfying(
                            LinkRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(409));
        }
    }

    @Test
    void codesOfOthersAreRefused() throws Exception {
        var companion = new TestCompanion(sandbox, "alice");
        try (var link = companion.connectUnpaired()) {
            var code = companion.codes(link).getFirst();
            var stranger = Base64.getEncoder()
                    .encodeToString(
                            KeyPair.generate(new SecureRandom()).publicKey().raw());
            var noise = Base64.getEncoder()
                    .encodeToString(companion.noise.publicKey().raw());
            var identity = Base64.getEncoder()
                    .encodeToString(companion.identity.publicKey().raw());

            assertRefused(code.replace(noise, stranger), 400);
            assertRefused(code.replace(identity, stranger), 400);
            assertRefused(code.replace("#2@", "#3@"), 404);
            assertRefused("hello", 400);
            assertRefused(code.replace(identity, "not base64!"), 400);
        }
    }

    private void assertRefused(String code, int status) {
        assertThatThrownBy(() -> scan(code))
                .isInstanceOfSatisfying(
                        LinkRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
    }

    @Test
    void aWrongSignatureLinksNothing() throws Exception {
        var companion = new TestCompanion(sandbox, "alice");
        try (var link = companion.connectUnpaired()) {
            scan(companion.codes(link).getFirst());
            var impostor = new TestCompanion(sandbox, "alice");
            var iq = link.await(node -> node.child("pair-success").isPresent());
            var success = PairSuccess.parse(iq);
            var statement =
                    ADVSignedDeviceIdentityHMAC.parseFrom(success.container().asBuffer());
            var forged = ADVSignedDeviceIdentity.parseFrom(statement.getDetails()).toBuilder()
                    .setDeviceSignature(ByteString.copyFrom(
                            Curve.sign(impostor.identity.privateKey(), new byte[] {1}, new SecureRandom())))
                    .build();
            link.send(Node.tag("iq")
                    .attribute("to", Jid.SERVER)
                    .attribute("type", "result")
                    .attribute("id", success.id())
                    .child(Node.tag("pair-device-sign")
                            .child(Node.tag("device-identity").bytes(Octets.wrap(forged.toByteArray()))))
                    .build());

            link.awaitClose();
            assertThat(sandbox.events().after(0)).anySatisfy(event -> {
                assertThat(event.type()).isEqualTo("pairing.failed");
                assertThat(event.text("reason")).contains("signature");
            });
            assertThat(sandbox.exchange()
                            .loop()
                            .call(() -> sandbox.exchange()
                                    .accounts()
                                    .byName("alice")
                                    .orElseThrow()
                                    .companions()))
                    .isEmpty();
        }
    }

    @Test
    void anotherNoiseKeyCannotLogIn() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        var payload =
                ClientPayload.newBuilder().setUsername(alice.pn().number()).build();
        try (var link =
                TestLink.open(sandbox, KeyPair.generate(new SecureRandom()), Octets.wrap(payload.toByteArray()))) {
            assertThat(link.await("failure").attributes().text("reason")).contains("401");
            link.awaitClose();
        }
    }

    @Test
    void aNewerLoginReplacesTheOlder() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        try (var first = alice.online();
                var second = alice.online()) {
            var end = first.await("stream:error");
            assertThat(end.requireChild("conflict").attributes().text("type")).contains("replaced");
            first.awaitClose();
            assertThat(second.query(Node.tag("iq")
                                    .attribute("to", Jid.SERVER)
                                    .attribute("xmlns", "w:p")
                                    .attribute("type", "get")
                                    .build())
                            .attributes()
                            .text("type"))
                    .contains("result");
        }
    }

    @Test
    void aCompanionThatUnlinksItselfIsGone() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        try (var link = alice.online()) {
            var answer = link.query(Node.tag("iq")
                    .attribute("to", Jid.SERVER)
                    .attribute("xmlns", "md")
                    .attribute("type", "set")
                    .child(Node.tag("remove-companion-device")
                            .attribute("jid", alice.pn())
                            .attribute("reason", "user_initiated"))
                    .build());
            assertThat(answer.attributes().text("type")).contains("result");
            assertThat(link.await("stream:error").attributes().text("code")).contains("401");
        }
        try (var link = alice.connect()) {
            assertThat(link.await("failure").attributes().text("reason")).contains("401");
        }
    }

    @Test
    void aQueryThatNobodyKnowsIsRefusedAndCounted() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        try (var link = alice.online()) {
            var answer = link.query(Node.tag("iq")
                    .attribute("to", Jid.SERVER)
                    .attribute("xmlns", "no:such:thing")
                    .attribute("type", "get")
                    .child(Node.of("what"))
                    .build());

            assertThat(answer.attributes().text("type")).contains("error");
            assertThat(answer.requireChild("error").attributes().text("code")).contains("501");
            assertThat(sandbox.exchange().loop().call(() -> sandbox.exchange().unknown()))
                    .containsKey("iq no:such:thing get what");
        }
    }

    @Test
    void theFrontPageTellsThatItIsUp() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + sandbox.plainPort().orElseThrow() + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nothingIsPlannedForAConnectionThatIsOver() throws Exception {
        var loop = sandbox.exchange().loop();
        var before = loop.call(loop::planned);
        try (var link = new TestCompanion(sandbox, "alice").connectUnpaired()) {
            link.await(node -> node.child("pair-device").isPresent());
            assertThat(loop.call(loop::planned)).isGreaterThan(before);
        }
        assertThat(loop.until(() -> loop.planned() <= before)).succeedsWithin(Duration.ofSeconds(10));
    }
}
