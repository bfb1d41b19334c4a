package io.wigwag.core.message.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;
import io.wigwag.core.message.content.Wrapping;
import io.wigwag.proto.e2e.DeviceSentMessage;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageContextInfo;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A message taken out of the messages around it.
///
/// @param inner without the facts that stand beside its content, nor a sender key
/// @param info those facts; what an inner message says goes before what an outer one says
/// @param deviceSent the copy for own devices that it came in
public record Unwrapped(
        Message inner, MessageContextInfo info, Set<Wrapping> wrappings, Optional<DeviceSentMessage> deviceSent) {
    /// More messages around one than this are left as they are.
    private static final int DEEPEST = 8;

    public Unwrapped {
        wrappings = Set.copyOf(wrappings);
    }

    public static Unwrapped of(Message outer) {
        var message = outer;
        var info = outer.getMessageContextInfo();
        var wrappings = EnumSet.noneOf(Wrapping.class);
        var deviceSent = Optional.<DeviceSentMessage>empty();
        for (var depth = 0; depth < DEEPEST; depth++) {
            if (message.hasDeviceSentMessage() && message.getDeviceSentMessage().hasMessage()) {
                deviceSent = Optional.of(message.getDeviceSentMessage());
                wrappings.add(Wrapping.DEVICE_SENT);
                message = message.getDeviceSentMessage().getMessage();
            } else {
                var field = ContentField.of(message);
                if (field.isEmpty() || !holdsMessage(message, field.get())) {
                    break;
                }
                wrappings.add(wrapping(field.get().getNumber()));
                message = ((FutureProofMessage) message.getField(field.get())).getMessage();
            }
            info = info.toBuilder().mergeFrom(message.getMessageContextInfo()).build();
        }
        return new Unwrapped(bare(message), info, wrappings, deviceSent);
    }

    private static boolean holdsMessage(Message message, FieldDescriptor field) {
        return ContentField.isWrapping(field) && ((FutureProofMessage) message.getField(field)).hasMessage();
    }

    private static Message bare(Message message) {
        if (!message.hasMessageContextInfo() && !message.hasSenderKeyDistributionMessage()) {
            return message;
        }
        var only = message.toBuilder().clearMessageContextInfo();
        if (ContentField.of(message).isPresent()) {
            only.clearSenderKeyDistributionMessage();
        }
        return only.build();
    }

    private static Wrapping wrapping(int field) {
        return switch (field) {
            case Message.VIEW_ONCE_MESSAGE_FIELD_NUMBER,
                    Message.VIEW_ONCE_MESSAGE_V2_FIELD_NUMBER,
                    Message.VIEW_ONCE_MESSAGE_V2_EXTENSION_FIELD_NUMBER -> Wrapping.VIEW_ONCE;
            case Message.EPHEMERAL_MESSAGE_FIELD_NUMBER -> Wrapping.DISAPPEARING;
            case Message.DOCUMENT_WITH_CAPTION_MESSAGE_FIELD_NUMBER -> Wrapping.CAPTIONED_DOCUMENT;
            case Message.EDITED_MESSAGE_FIELD_NUMBER -> Wrapping.EDITED;
            case Message.GROUP_MENTIONED_MESSAGE_FIELD_NUMBER -> Wrapping.GROUP_MENTIONED;
            case Message.BOT_INVOKE_MESSAGE_FIELD_NUMBER -> Wrapping.BOT_INVOKED;
            case Message.LOTTIE_STICKER_MESSAGE_FIELD_NUMBER -> Wrapping.LOTTIE_STICKER;
            case Message.EVENT_COVER_IMAGE_FIELD_NUMBER -> Wrapping.EVENT_COVER;
            case Message.STATUS_MENTION_MESSAGE_FIELD_NUMBER -> Wrapping.STATUS_MENTION;
            case Message.POLL_CREATION_OPTION_IMAGE_MESSAGE_FIELD_NUMBER -> Wrapping.POLL_OPTION_IMAGE;
            case Message.ASSOCIATED_CHILD_MESSAGE_FIELD_NUMBER -> Wrapping.ASSOCIATED_CHILD;
            case Message.GROUP_STATUS_MENTION_MESSAGE_FIELD_NUMBER -> Wrapping.GROUP_STATUS_MENTION;
            case Message.POLL_CREATION_MESSAGE_V4_FIELD_NUMBER -> Wrapping.POLL;
            case Message.STATUS_ADD_YOURS_FIELD_NUMBER -> Wrapping.STATUS_ADD_YOURS;
            case Message.GROUP_STATUS_MESSAGE_FIELD_NUMBER, Message.GROUP_STATUS_MESSAGE_V2_FIELD_NUMBER ->
                Wrapping.GROUP_STATUS;
            case Message.LIMIT_SHARING_MESSAGE_FIELD_NUMBER -> Wrapping.SHARING_LIMITED;
            case Message.QUESTION_MESSAGE_FIELD_NUMBER, Message.QUESTION_REPLY_MESSAGE_FIELD_NUMBER ->
                Wrapping.QUESTION;
            case Message.SPOILER_MESSAGE_FIELD_NUMBER -> Wrapping.SPOILER;
            default -> Wrapping.OTHER;
        };
    }
}
