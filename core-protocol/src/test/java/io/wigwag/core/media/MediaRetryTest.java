package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaRetryAnswer.Failed;
import io.wigwag.core.media.MediaRetryAnswer.Gone;
import io.wigwag.core.media.MediaRetryAnswer.Reason;
import io.wigwag.core.media.MediaRetryAnswer.Reuploaded;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.proto.media.MediaRetryNotification;
import io.wigwag.proto.media.MediaRetryNotification.ResultType;
import io.wigwag.proto.media.ServerErrorReceipt;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaRetryTest {
    private static final MessageId ID = new MessageId("3EB0C0FFEE");

    private final SeededRandom random = new SeededRandom(8_05);
    private final MediaKey key = MediaKey.generate(random);

    private Node answer(MediaRetryNotification.Builder result, MessageId sealedFor) {
        return Node.tag("notification")
                .attribute("id", ID.value())
                .attribute("type", "mediaretry")
                .child(new MediaRetryKey(key, sealedFor).seal(result.build().toByteArray(), random))
                .build();
    }

    private MediaRetryAnswer read(MediaRetryNotification.Builder result) throws MalformedNode {
        return MediaRetryAnswer.read(answer(result, ID), key);
    }

    private static MediaRetryNotification.Builder result(ResultType type) {
        return MediaRetryNotification.newBuilder().setStanzaId(ID.value()).setResult(type);
    }

    private static Node error(String code) {
        return Node.tag("notification")
                .attribute("id", ID.value())
                .child(Node.tag("error").attribute("code", code))
                .build();
    }

    @Test
    void aRequestNamesTheMessageInsideAndOutside() throws Exception {
        var place = new MediaRetryRequest.Place(
                Jid.parse("123@g.us"), false, Optional.of(Jid.parse("49301:3@s.whatsapp.net")));
        var node =
                new MediaRetryRequest(ID, key, Optional.of(place)).toNode(Jid.parse("49300:7@s.whatsapp.net"), random);
        assertThat(node.attributes().requireText("to")).isEqualTo("49300@s.whatsapp.net");
        var rmr = node.requireChild("rmr").attributes();
        assertThat(rmr.requireText("jid")).isEqualTo("123@g.us");
        assertThat(rmr.requireText("from_me")).isEqualTo("false");
        assertThat(rmr.requireText("participant")).isEqualTo("49301@s.whatsapp.net");
        var opened = new MediaRetryKey(key, ID).open(node.requireChild("encrypt"));
        assertThat(ServerErrorReceipt.parseFrom(opened).getStanzaId()).isEqualTo(ID.value());
    }

    @Test
    void historyIsAskedForAmongPeers() throws Exception {
        var node = new MediaRetryRequest(ID, key, Optional.empty()).toNode(Jid.parse("49300@s.whatsapp.net"), random);
        assertThat(node.attributes().requireText("category")).isEqualTo("peer");
        assertThat(node.child("rmr")).isEmpty();
    }

    @Test
    void everyResultHasItsMeaning() throws Exception {
        assertThat(read(result(ResultType.SUCCESS).setDirectPath("/v/2?x")))
                .isEqualTo(new Reuploaded(new MediaPath("/v/2?x")));
        assertThat(read(result(ResultType.NOT_FOUND))).isEqualTo(new Gone());
        assertThat(read(result(ResultType.DECRYPTION_ERROR))).isEqualTo(new Failed(Reason.UNREADABLE_REQUEST));
        assertThat(read(result(ResultType.GENERAL_ERROR))).isEqualTo(new Failed(Reason.GENERAL));
        assertThat(MediaRetryAnswer.read(error("2"), key)).isEqualTo(new Gone());
        assertThat(MediaRetryAnswer.read(error("3"), key)).isEqualTo(new Failed(Reason.UNREADABLE_REQUEST));
        assertThat(MediaRetryAnswer.read(error("99"), key)).isEqualTo(new Failed(Reason.GENERAL));
        assertThat(MediaRetryAnswer.read(error("1"), key)).isEqualTo(new Failed(Reason.GENERAL));
    }

    @Test
    void whatWasNotSealedForThisMessageIsMalformed() {
        var success = result(ResultType.SUCCESS).setDirectPath("/v/2");
        malformed(answer(success, new MessageId("OTHER")), key);
        malformed(answer(success, ID), MediaKey.generate(random));
        malformed(answer(success.clone().setStanzaId("OTHER"), ID), key);
        malformed(answer(success.clone().setDirectPath("evil"), ID), key);
        malformed(Node.tag("notification").attribute("id", ID.value()).build(), key);
        malformed(error("x"), key);
        malformed(
                Node.tag("notification")
                        .attribute("id", "")
                        .child(Node.of("encrypt"))
                        .build(),
                key);
        malformed(
                Node.tag("notification")
                        .attribute("id", ID.value())
                        .child(Node.tag("encrypt").child(Node.of("enc_p")).child(Node.of("enc_iv")))
                        .build(),
                key);
    }

    private static void malformed(Node notification, MediaKey key) {
        assertThatThrownBy(() -> MediaRetryAnswer.read(notification, key)).isInstanceOf(MalformedNode.class);
    }
}
