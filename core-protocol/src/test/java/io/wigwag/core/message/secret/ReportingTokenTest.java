package io.wigwag.core.message.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The vectors prove the token itself; these say what it is about.
class ReportingTokenTest {
    private static final MessageSecret SECRET = new MessageSecret(Octets.wrap(new byte[32]));
    private static final MessageId ID = new MessageId("3EB001");

    @Test
    void itIsAboutWhatPeopleSee() throws Exception {
        var words = Message.newBuilder().setConversation("hello").build();
        assertThat(token(words))
                .isNotEqualTo(
                        token(Message.newBuilder().setConversation("hallo").build()));
        assertThat(token(words).orElseThrow().value().size()).isEqualTo(16);
    }

    @Test
    void itsNodeNamesTheVersionOfTheList() throws Exception {
        var token = token(Message.newBuilder().setConversation("hello").build()).orElseThrow();
        var inner = token.toNode().requireChild("reporting_token");
        assertThat(token.toNode().tag()).isEqualTo("reporting");
        assertThat(inner.attributes().text("v")).hasValue("2");
        assertThat(inner.requireBytes()).isEqualTo(token.value());
    }

    @Test
    void whatNobodySeesIsLeftOut() throws Exception {
        var image = Message.newBuilder();
        image.getImageMessageBuilder().setCaption("look").setDirectPath("/v/1");
        var before = token(image.build());
        image.getImageMessageBuilder().setFileEncSha256(ByteString.copyFrom(new byte[] {9}));
        image.getMessageContextInfoBuilder().setMessageSecret(ByteString.copyFrom(new byte[32]));
        image.getImageMessageBuilder().getContextInfoBuilder().addMentionedJid("1@lid");
        assertThat(token(image.build())).isEqualTo(before);
        image.getImageMessageBuilder().getContextInfoBuilder().setIsForwarded(true);
        assertThat(token(image.build())).isNotEqualTo(before);
    }

    @Test
    void messagesInsideMessagesAreSeen() throws Exception {
        var once = Message.newBuilder();
        once.setViewOnceMessageV2(
                FutureProofMessage.newBuilder().setMessage(Message.newBuilder().setConversation("hello")));
        var hello = token(once.build());
        once.getViewOnceMessageV2Builder().getMessageBuilder().setConversation("hallo");
        assertThat(token(once.build())).isPresent().isNotEqualTo(hello);
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() throws Exception {
        // A caption behind and before the path of a file.
        var one = Octets.ofHex("1a061a01615a0131");
        var other = Octets.ofHex("1a065a01311a0161");
        assertThat(token(one)).isPresent().isEqualTo(token(other));
    }

    @Test
    void whatHoldsNothingOfTheListHasNone() throws Exception {
        assertThat(token(Message.getDefaultInstance())).isEmpty();
        var reaction = Message.newBuilder();
        reaction.getReactionMessageBuilder().setText("!");
        assertThat(token(reaction.build())).isEmpty();
    }

    @Test
    void endlessMessagesAndBrokenOnesEnd() throws Exception {
        var message = Message.newBuilder().setConversation("deep").build();
        for (var depth = 0; depth < 300; depth++) {
            message = Message.newBuilder()
                    .setViewOnceMessage(FutureProofMessage.newBuilder().setMessage(message))
                    .build();
        }
        var deep = message;
        assertThat(token(Octets.wrap(deep.toByteArray()))).isEmpty();
        assertThatThrownBy(() -> token(Octets.ofHex("0aff"))).isInstanceOf(MalformedAddOn.class);
        assertThatThrownBy(() -> token(Octets.ofHex("00"))).isInstanceOf(MalformedAddOn.class);
    }

    private static Optional<ReportingToken> token(Message message) throws Exception {
        return token(Octets.wrap(message.toByteArray()));
    }

    private static Optional<ReportingToken> token(Octets message) throws Exception {
        return ReportingToken.of(message, SECRET, ID, Jid.parse("1@lid"), Jid.parse("2@lid"));
    }
}
