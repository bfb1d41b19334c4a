package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Posts to channels, which anybody may read.
class ChannelPostsTest {
    private static final Jid CHANNEL = World.jid("120363999@newsletter");
    private static final Octets HASH = Octets.wrap(new byte[32]);

    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);

    private Message message(Content content) {
        var secret = new MessageSecret(Octets.wrap(new byte[MessageSecret.SIZE]));
        return ContentWriter.write(Draft.of(content), new Composition(world.now, secret));
    }

    private static MediaReference.Seal seal() {
        return new MediaReference.Seal(HASH, HASH, Optional.empty());
    }

    @Test
    void aPostGoesAsItIsAndTheServerNumbersIt() throws Exception {
        world.acks = false;
        var stanza = send(Text.of("news"));
        assertThat(stanza.attributes().requireJid("to")).isEqualTo(CHANNEL);
        assertThat(stanza.attributes().requireText("type")).isEqualTo("text");
        assertThat(stanza.children()).extracting(Node::tag).doesNotContain("enc", "participants", "reporting");
        var plain = stanza.requireChild("plaintext").requireBytes();
        assertThat(Message.parseFrom(plain.asBuffer())).isEqualTo(message(Text.of("news")));
        assertThat(anna.outbox.answered(
                        anna.line,
                        Node.tag("ack")
                                .attribute("class", "message")
                                .attribute("id", "P1")
                                .attribute("from", CHANNEL)
                                .attribute("t", world.now.getEpochSecond())
                                .attribute("server_id", 117)
                                .build()))
                .containsExactly(new SendOutcome.Accepted(
                        new MessageId("P1"), CHANNEL, Optional.of(world.now), Optional.of("117")));
    }

    private Node send(Content content) throws Exception {
        anna.outbox.send(anna.line, new Letter(new MessageId("P1"), CHANNEL, message(content)));
        return world.sent.getLast();
    }

    @Test
    void aFileInTheClearSaysWhatItIs() throws Exception {
        var file = MediaReference.clear("/m1/v/t24/x", "image/jpeg", HASH, 10);
        var picture = send(Image.of(file));
        assertThat(picture.attributes().requireText("type")).isEqualTo("media");
        assertThat(picture.requireChild("plaintext").attributes().requireText("mediatype"))
                .isEqualTo("image");
    }

    @Test
    void aPollSaysThatItIsOne() throws Exception {
        var poll = send(Poll.single("?", List.of("a", "b")));
        assertThat(poll.attributes().requireText("type")).isEqualTo("poll");
        assertThat(poll.requireChild("meta").attributes().requireText("polltype"))
                .isEqualTo("creation");
    }

    @Test
    void whatIsNoPostIsRefused() {
        var target = MessageRef.own(CHANNEL, new MessageId("P0"));
        for (var content : List.of(
                new Reaction(target, "!"),
                new Change.Revocation(target),
                Image.of(MediaReference.sealed("/v/t62/x", "image/jpeg", HASH, 10, seal())))) {
            assertThatThrownBy(() -> send(content))
                    .isInstanceOfSatisfying(
                            SendRefused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Refusal.CONTENT_REFUSED));
        }
        assertThat(world.sent).isEmpty();
    }
}
