package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What nobody should send, and somebody will.
class GarbageMessagesTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3000);
    private static final long SEED = 77;

    @Test
    void cutAndChangedMessagesAreReadOrRefusedInTheOneWay() {
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var drafts = new RandomDrafts(SEED + round);
            var composition = new Composition(drafts.time(), new MessageSecret(drafts.exactly(MessageSecret.SIZE)));
            var bytes = ContentWriter.write(drafts.draft(), composition).toByteArray();
            var changed = drafts.chance() ? cut(drafts, bytes) : flipped(drafts, bytes);
            try {
                readAll(changed);
            } catch (MalformedMessage expected) {
                refused++;
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError("seed " + (SEED + round) + ": " + changed.toHex(), wrong);
            }
        }
        assertThat(refused).isBetween(ROUNDS / 20, ROUNDS);
    }

    @Test
    void randomBytesAreReadOrRefusedInTheOneWay() {
        for (var round = 0; round < ROUNDS; round++) {
            var bytes = new RandomDrafts(SEED + round).bytes(200);
            try {
                readAll(bytes);
            } catch (MalformedMessage expected) {
                assertThat(expected).hasMessageContaining("bytes");
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError("seed " + (SEED + round) + ": " + bytes.toHex(), wrong);
            }
        }
    }

    @Test
    void messagesInsideMessagesEndSomewhere() throws Exception {
        var message = Message.newBuilder().setConversation("deep").build();
        for (var depth = 0; depth < 20; depth++) {
            message = Message.newBuilder()
                    .setEphemeralMessage(FutureProofMessage.newBuilder().setMessage(message))
                    .build();
        }
        assertThat(ContentReader.read(message).content()).isInstanceOf(Raw.class);
        for (var depth = 0; depth < 200; depth++) {
            message = Message.newBuilder()
                    .setEphemeralMessage(FutureProofMessage.newBuilder().setMessage(message))
                    .build();
        }
        var tooDeep = Octets.wrap(message.toByteArray());
        assertThatThrownBy(() -> ContentReader.read(tooDeep)).isInstanceOf(MalformedMessage.class);
    }

    @Test
    void aContentWithoutWhatItNeedsIsKeptRaw() {
        var nowhere = Message.newBuilder();
        nowhere.getReactionMessageBuilder().setText("!");
        assertRaw(nowhere, "reactionMessage");

        var longId = Message.newBuilder();
        longId.getReactionMessageBuilder().getKeyBuilder().setRemoteJid("1@lid").setId("x".repeat(129));
        assertRaw(longId, "reactionMessage");
        longId.getReactionMessageBuilder().getKeyBuilder().setId("x".repeat(128));
        assertThat(ContentReader.read(longId.build()).content()).isInstanceOf(Reaction.class);

        var noFile = Message.newBuilder();
        noFile.getImageMessageBuilder().setCaption("where is it?");
        assertRaw(noFile, "imageMessage");
        assertThat(ContentReader.read(noFile.build()).text()).isEqualTo("where is it?");

        var noStart = Message.newBuilder();
        noStart.getEventMessageBuilder().setName("some time");
        assertRaw(noStart, "eventMessage");

        var nobody = Message.newBuilder();
        nobody.getGroupInviteMessageBuilder().setGroupJid("@@").setInviteExpiration(5);
        assertRaw(nobody, "groupInviteMessage");
    }

    @Test
    void aFieldOfTheFutureIsKeptUnderItsNumber() throws Exception {
        // Field 4000, a text.
        var read = ContentReader.read(Octets.ofHex("82fa01036e6577"));
        assertThat(read.content()).isEqualTo(read.raw());
        assertThat(read.raw().kind()).isEqualTo("field4000");
        assertThat(read.raw().message().toByteString().size()).isEqualTo(7);
    }

    @Test
    void aProtocolWordOfTheFutureIsNamedByItsNumber() {
        var message = Message.newBuilder();
        message.getProtocolMessageBuilder().setTypeValue(4711);
        assertThat(ContentReader.read(message.build()).content()).isEqualTo(new Internal.Other(4711, ""));
    }

    private static void assertRaw(Message.Builder message, String kind) {
        var read = ContentReader.read(message.build());
        assertThat(read.content()).isEqualTo(read.raw());
        assertThat(read.raw().kind()).isEqualTo(kind);
    }

    /// Everything that is done with a message before anybody looks at it.
    private static void readAll(Octets bytes) throws MalformedMessage {
        var read = ContentReader.read(bytes);
        assertThat(read.toString()).isNotEmpty();
        var message = ContentReader.parse(bytes);
        StanzaTraits.of(message);
        Reuse.forward(read, false);
    }

    private static Octets cut(RandomDrafts drafts, byte[] bytes) {
        return Octets.copyOf(bytes, 0, drafts.random.nextInt(bytes.length + 1));
    }

    private static Octets flipped(RandomDrafts drafts, byte[] bytes) {
        var changed = Arrays.copyOf(bytes, bytes.length + 1);
        for (var count = drafts.random.nextInt(1, 4); count > 0; count--) {
            changed[drafts.random.nextInt(changed.length)] = (byte) drafts.random.nextInt();
        }
        return Octets.wrap(changed);
    }
}
