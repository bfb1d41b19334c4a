package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.wigwag.core.message.content.Forwarding;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReuseTest {
    private static final RandomDrafts RANDOM = new RandomDrafts(8);
    private static final Composition COMPOSITION =
            new Composition(RANDOM.time(), new MessageSecret(RANDOM.exactly(32)));

    @Test
    void aQuoteHoldsWhatIsInsideWithoutItsOwnQuote() {
        var inner = Message.newBuilder();
        inner.getExtendedTextMessageBuilder()
                .setText("answer")
                .getContextInfoBuilder()
                .setStanzaId("X")
                .getQuotedMessageBuilder()
                .setConversation("question");
        inner.getMessageContextInfoBuilder().setMessageSecret(ByteString.copyFrom(new byte[32]));
        var outer = Message.newBuilder()
                .setEphemeralMessage(FutureProofMessage.newBuilder().setMessage(inner))
                .build();

        var quote = Reuse.quote(RANDOM.id(), RANDOM.person(), outer);

        var expected = Message.newBuilder();
        expected.getExtendedTextMessageBuilder().setText("answer");
        assertThat(quote.message()).isEqualTo(expected.build());
    }

    @Test
    void somebodysWordsAreMarkedAndCounted() {
        var first = passOn(Message.newBuilder().setConversation("news").build(), false);
        assertThat(first.content()).isEqualTo(Text.of("news"));
        assertThat(first.context().forwarding()).hasValue(Forwarding.FIRST);

        var message = first.raw().message();
        for (var score = 2; score <= 4; score++) {
            var next = passOn(message, false);
            assertThat(next.context().forwarding().orElseThrow().score()).isEqualTo(score);
            assertThat(next.context().forwarding().orElseThrow().often()).isFalse();
            message = next.raw().message();
        }
        var often = passOn(message, false);
        assertThat(often.context().forwarding().orElseThrow().score()).isEqualTo(Forwarding.OFTEN);
        assertThat(passOn(often.raw().message(), true).context().forwarding())
                .hasValueSatisfying(forwarding -> assertThat(forwarding.score()).isEqualTo(Forwarding.OFTEN));
    }

    @Test
    void ownWordsBearNoMark() {
        var again = passOn(Message.newBuilder().setConversation("mine").build(), true);
        assertThat(again.context().forwarding()).isEmpty();
    }

    @Test
    void whatStoodAroundItStaysBehindAndWhatIsUnknownGoesAlong() throws Exception {
        // Field 15 of an image's surroundings names somebody; field 900 of the image is of the future.
        var original = Message.newBuilder();
        original.getImageMessageBuilder()
                .setCaption("look")
                .mergeFrom(Octets.ofHex("a23801" + "37").toArray())
                .getContextInfoBuilder()
                .addMentionedJid("1@lid")
                .setExpiration(86400);
        var read = ContentReader.read(original.build());

        var sent = ContentWriter.write(Reuse.forward(read, false), COMPOSITION);

        assertThat(sent.getImageMessage().getContextInfo().getMentionedJidList())
                .isEmpty();
        assertThat(sent.getImageMessage().getContextInfo().hasExpiration()).isFalse();
        assertThat(sent.getImageMessage().getUnknownFields().hasField(900)).isTrue();
        assertThat(sent.getImageMessage().getCaption()).isEqualTo("look");
        assertThat(sent.getMessageContextInfo().getMessageSecret().toByteArray())
                .isEqualTo(COMPOSITION.secret().value().toArray());
    }

    @Test
    void theChannelThatItCameFromIsKept() {
        var channel = new Forwarding.FromChannel(RANDOM.person(), 7, "News");
        var next = Forwarding.after(Optional.of(new Forwarding(1, Optional.of(channel))), false);
        assertThat(next.orElseThrow()).isEqualTo(new Forwarding(2, Optional.of(channel)));
    }

    private static ReceivedContent passOn(Message message, boolean own) {
        return ContentReader.read(ContentWriter.write(Reuse.forward(ContentReader.read(message), own), COMPOSITION));
    }
}
