package io.wigwag.core.message.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.content.ReceivedContent.Facts;
import io.wigwag.core.message.content.Wrapping;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageAssociation.AssociationType;
import io.wigwag.proto.e2e.MessageContextInfo;
import java.time.Instant;
import java.util.Optional;

/// Messages to what they say. What is not known, or not as it should be, is read as [Raw]: only bytes that are no
/// message at all are refused.
public final class ContentReader {
    private static final String VIEW_ONCE = "view_once";

    private ContentReader() {}

    /// Reads an unpadded plaintext.
    public static Message parse(Octets plaintext) throws MalformedMessage {
        try {
            return Message.parseFrom(plaintext.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new MalformedMessage(e.getClass().getSimpleName() + " in " + plaintext.size() + " bytes");
        }
    }

    public static ReceivedContent read(Octets plaintext) throws MalformedMessage {
        return read(parse(plaintext));
    }

    public static ReceivedContent read(Message message) {
        return read(Unwrapped.of(message));
    }

    public static ReceivedContent read(Unwrapped unwrapped) {
        var inner = unwrapped.inner();
        var info = unwrapped.info();
        var field = ContentField.of(inner);
        var raw = raw(inner, field);
        var content = field.map(known -> ContentTypes.read(known, inner, info))
                .orElseGet(() -> ContentTypes.senderKey(inner))
                .orElse(raw);
        var once = unwrapped.wrappings().contains(Wrapping.VIEW_ONCE)
                || field.map(known -> markedViewOnce(inner, known)).orElse(false);
        return new ReceivedContent(
                content,
                ContextCodec.read(ContentField.context(inner)),
                unwrapped.wrappings(),
                new Facts(secret(info), SenderTime.of(inner), album(info), once),
                raw);
    }

    /// A message inside another one, such as the new words of an edit.
    static Draft draft(Message message) {
        var read = read(message);
        var content = read.content();
        return new Draft(
                content,
                read.context(),
                content instanceof Media ? read.facts().album() : Optional.empty(),
                content instanceof Media media
                        && media.canBeViewOnce()
                        && read.facts().viewOnce());
    }

    private static Raw raw(Message inner, Optional<FieldDescriptor> field) {
        var kind = field.map(FieldDescriptor::getJsonName)
                .or(() -> inner.getUnknownFields().asMap().keySet().stream()
                        .findFirst()
                        .map(number -> "field" + number))
                .orElse("");
        return new Raw(kind, inner, RawText.of(inner));
    }

    private static boolean markedViewOnce(Message inner, FieldDescriptor field) {
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
            return false;
        }
        var mark = field.getMessageType().findFieldByName(VIEW_ONCE);
        return mark != null && (boolean) ((com.google.protobuf.Message) inner.getField(field)).getField(mark);
    }

    private static Optional<MessageSecret> secret(MessageContextInfo info) {
        var secret = ProtoValues.octets(info.getMessageSecret());
        return secret.size() == MessageSecret.SIZE ? Optional.of(new MessageSecret(secret)) : Optional.empty();
    }

    private static Optional<MessageRef> album(MessageContextInfo info) {
        var association = info.getMessageAssociation();
        return association.getAssociationType() == AssociationType.MEDIA_ALBUM
                ? RefCodec.read(association.getParentMessageKey())
                : Optional.empty();
    }

    /// When the sender says that something was done.
    private static final class SenderTime {
        private SenderTime() {}

        static Optional<Instant> of(Message message) {
            if (message.hasReactionMessage()) {
                return ProtoValues.millis(message.getReactionMessage().getSenderTimestampMs());
            }
            if (message.hasPollUpdateMessage()) {
                return ProtoValues.millis(message.getPollUpdateMessage().getSenderTimestampMs());
            }
            if (message.hasProtocolMessage()) {
                return ProtoValues.millis(message.getProtocolMessage().getTimestampMs());
            }
            if (message.hasPinInChatMessage()) {
                return ProtoValues.millis(message.getPinInChatMessage().getSenderTimestampMs());
            }
            return ProtoValues.millis(message.getKeepInChatMessage().getTimestampMs());
        }
    }
}
