package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.proto.e2e.ContextInfo;
import io.wigwag.proto.e2e.ExtendedTextMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageContextInfo;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.e2e.PollCreationMessage;
import io.wigwag.proto.e2e.PollEncValue;
import io.wigwag.proto.e2e.PollUpdateMessage;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.e2e.ReactionMessage;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Messages as phones write them.
public final class Contents {
    private static final int SECRET = 32;

    private Contents() {}

    public static Message text(String text) {
        return Message.newBuilder().setConversation(text).build();
    }

    /// A text that answers another message.
    public static Message reply(Received quoted, String text) {
        return withContext(
                text,
                ContextInfo.newBuilder()
                        .setStanzaId(quoted.id())
                        .setParticipant(quoted.from().bare().toString())
                        .setQuotedMessage(quoted.message()));
    }

    /// A text that names people, each by an address that stands in it behind an @.
    public static Message mentioning(List<String> people, String text) {
        return withContext(text, ContextInfo.newBuilder().addAllMentionedJid(people));
    }

    /// A text in a chat where messages disappear.
    public static Message disappearing(int seconds, String text) {
        return withContext(text, ContextInfo.newBuilder().setExpiration(seconds));
    }

    private static Message withContext(String text, ContextInfo.Builder context) {
        return Message.newBuilder()
                .setExtendedTextMessage(
                        ExtendedTextMessage.newBuilder().setText(text).setContextInfo(context))
                .build();
    }

    /// A reaction; an empty one takes an earlier one back.
    public static Message reaction(MessageKey to, String emoji, Instant now) {
        return Message.newBuilder()
                .setReactionMessage(
                        ReactionMessage.newBuilder().setKey(to).setText(emoji).setSenderTimestampMs(now.toEpochMilli()))
                .build();
    }

    public static Message edit(MessageKey of, String text, Instant now) {
        return protocol(ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.MESSAGE_EDIT)
                .setKey(of)
                .setEditedMessage(text(text))
                .setTimestampMs(now.toEpochMilli()));
    }

    public static Message revoke(MessageKey of) {
        return protocol(ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.REVOKE)
                .setKey(of));
    }

    private static Message protocol(ProtocolMessage.Builder content) {
        return Message.newBuilder().setProtocolMessage(content).build();
    }

    /// A question with answers, of which some number may be chosen.
    public static Message poll(String question, List<String> answers, int choices, SecureRandom random) {
        var poll = PollCreationMessage.newBuilder().setName(question).setSelectableOptionsCount(choices);
        answers.forEach(answer ->
                poll.addOptions(PollCreationMessage.Option.newBuilder().setOptionName(answer)));
        var message = Message.newBuilder().setMessageContextInfo(secret(random));
        return choices == 1
                ? message.setPollCreationMessageV3(poll).build()
                : message.setPollCreationMessage(poll).build();
    }

    static Message vote(MessageKey poll, PollEncValue vote, Instant now) {
        return Message.newBuilder()
                .setPollUpdateMessage(PollUpdateMessage.newBuilder()
                        .setPollCreationMessageKey(poll)
                        .setVote(vote)
                        .setSenderTimestampMs(now.toEpochMilli()))
                .build();
    }

    /// What answers to a message are sealed with.
    private static MessageContextInfo.Builder secret(SecureRandom random) {
        var secret = new byte[SECRET];
        random.nextBytes(secret);
        return MessageContextInfo.newBuilder().setMessageSecret(ByteString.copyFrom(secret));
    }

    /// The words of a message: its text, its caption, or the text that an edit puts in place.
    static Optional<String> text(Message message) {
        var edited = message.hasEditedMessage() ? message.getEditedMessage().getMessage() : message;
        if (edited.getProtocolMessage().hasEditedMessage()) {
            return text(edited.getProtocolMessage().getEditedMessage());
        }
        return List.of(
                        message.getConversation(),
                        message.getExtendedTextMessage().getText(),
                        message.getImageMessage().getCaption(),
                        message.getVideoMessage().getCaption(),
                        message.getDocumentMessage().getCaption())
                .stream()
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
