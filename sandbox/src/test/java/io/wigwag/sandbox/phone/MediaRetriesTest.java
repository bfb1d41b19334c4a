package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.ImageMessage;
import io.wigwag.proto.media.MediaRetryNotification;
import io.wigwag.proto.media.MediaRetryNotification.ResultType;
import io.wigwag.proto.media.ServerErrorReceipt;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaRetriesTest {
    private static final long SEED = 7_8;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private VirtualPhone alice;
    private LinkedCompanion companion;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice");
        sandbox.phones().create("bob");
        companion = inTheWorld(() -> {
            var linked = new LinkedCompanion(sandbox.exchange(), alice.account(), random);
            linked.logIn();
            return linked;
        });
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private static byte[] key(ImageMessage image) {
        return Hkdf.derive(
                image.getMediaKey().toByteArray(),
                new byte[0],
                "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII),
                32);
    }

    private Sent sendImage() {
        var content = Octets.wrap("a picture".getBytes(StandardCharsets.UTF_8));
        return alice.sendMedia("name:bob", MediaFile.of(MediaFile.Kind.IMAGE, content, "image/jpeg"));
    }

    /// The answer to a companion that says that it could not fetch a message's file.
    private Node ask(String id, byte[] key) throws Exception {
        inTheWorld(() -> {
            var iv = new byte[AesGcm.NONCE];
            random.nextBytes(iv);
            var request = ServerErrorReceipt.newBuilder().setStanzaId(id).build();
            var sealed = AesGcm.seal(key, iv, id.getBytes(StandardCharsets.US_ASCII), request.toByteArray());
            companion.say(Node.tag("receipt")
                    .attribute("to", alice.pn())
                    .attribute("id", id)
                    .attribute("type", "server-error")
                    .child(Node.tag("encrypt")
                            .child(Node.tag("enc_p").bytes(Octets.wrap(sealed)))
                            .child(Node.tag("enc_iv").bytes(Octets.wrap(iv))))
                    .child(Node.tag("rmr").attribute("jid", alice.pn()).attribute("from_me", "true"))
                    .build());
            return true;
        });
        return inTheWorld(() -> companion.heard.stream()
                .filter(stanza -> stanza.attributes().is("type", "mediaretry"))
                .findFirst()
                .orElseThrow());
    }

    private static MediaRetryNotification open(Node answer, String id, byte[] key) throws Exception {
        var encrypt = answer.requireChild("encrypt");
        return MediaRetryNotification.parseFrom(AesGcm.open(
                key,
                encrypt.requireChild("enc_iv").requireBytes().toArray(),
                id.getBytes(StandardCharsets.US_ASCII),
                encrypt.requireChild("enc_p").requireBytes().toArray()));
    }

    @Test
    void filesThatAreThereGetAnotherPath() throws Exception {
        var sent = sendImage();
        var image = sent.message().getImageMessage();

        var answer = ask(sent.id(), key(image));

        assertThat(answer.attributes().requireText("id")).isEqualTo(sent.id());
        assertThat(answer.child("rmr")).isPresent();
        var result = open(answer, sent.id(), key(image));
        assertThat(result.getStanzaId()).isEqualTo(sent.id());
        assertThat(result.getResult()).isEqualTo(ResultType.SUCCESS);
        assertThat(result.getDirectPath()).isNotEqualTo(image.getDirectPath());
        assertThat(sandbox.blobs().find(result.getDirectPath())).isPresent();
    }

    @Test
    void filesThatAreGoneAreNotFound() throws Exception {
        var sent = sendImage();
        var image = sent.message().getImageMessage();
        sandbox.blobs().remove(sandbox.blobs().find(image.getDirectPath()).orElseThrow());

        var result = open(ask(sent.id(), key(image)), sent.id(), key(image));

        assertThat(result.getResult()).isEqualTo(ResultType.NOT_FOUND);
    }

    @Test
    void unknownMessagesAreNotFound() throws Exception {
        var answer = ask("NEVERSENT", new byte[32]);

        assertThat(answer.requireChild("error").attributes().requireText("code"))
                .isEqualTo("2");
    }

    @Test
    void requestsUnderAnotherKeyAreToldSo() throws Exception {
        var answer = ask(sendImage().id(), new byte[32]);

        assertThat(answer.requireChild("error").attributes().requireText("code"))
                .isEqualTo("3");
    }
}
