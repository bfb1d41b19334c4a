package io.wigwag.core.message.codec;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.wigwag.proto.e2e.ContextInfo;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The one field of a message that holds its content, and the surroundings inside that.
final class ContentField {
    private static final String CONTEXT = "context_info";

    private ContentField() {}

    /// Which field it is; none in a message that only carries keys. Read off the wire form, where fields stand in the
    /// order of their numbers: to ask the message for each of its hundred fields takes longer than to encrypt it.
    static Optional<FieldDescriptor> of(Message message) {
        var in = message.toByteString().newCodedInput();
        try {
            for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
                var field = content(WireFormat.getTagFieldNumber(tag));
                if (field.isPresent()) {
                    return field;
                }
                in.skipField(tag);
            }
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException("what a message itself has written", impossible);
        }
    }

    private static Optional<FieldDescriptor> content(int number) {
        return switch (number) {
            case Message.SENDER_KEY_DISTRIBUTION_MESSAGE_FIELD_NUMBER,
                    Message.FAST_RATCHET_KEY_SENDER_KEY_DISTRIBUTION_MESSAGE_FIELD_NUMBER,
                    Message.MESSAGE_CONTEXT_INFO_FIELD_NUMBER ->
                // Travel along with a content.
                Optional.empty();
            default -> Optional.ofNullable(Message.getDescriptor().findFieldByNumber(number));
        };
    }

    static boolean isWrapping(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                && field.getMessageType().equals(FutureProofMessage.getDescriptor());
    }

    /// The surroundings of a content; empty ones where it has none.
    static ContextInfo context(Message message) {
        if (message.hasExtendedTextMessage()) {
            return message.getExtendedTextMessage().getContextInfo();
        }
        return of(message)
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .map(field -> (com.google.protobuf.Message) message.getField(field))
                .flatMap(content ->
                        context(content.getDescriptorForType()).map(inner -> (ContextInfo) content.getField(inner)))
                .orElse(ContextInfo.getDefaultInstance());
    }

    /// Puts surroundings into a content; false if it can have none.
    static boolean setContext(Message.Builder message, ContextInfo info) {
        if (message.hasConversation()) {
            var text = message.getConversation();
            message.clearConversation().getExtendedTextMessageBuilder().setText(text);
        }
        return of(message.buildPartial())
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .map(message::getFieldBuilder)
                .map(content -> setContext(content, info))
                .orElse(false);
    }

    private static boolean setContext(com.google.protobuf.Message.Builder content, ContextInfo info) {
        var field = context(content.getDescriptorForType());
        field.ifPresent(found -> content.setField(found, info));
        return field.isPresent();
    }

    /// Takes the surroundings out of a content, as for quoting and passing on.
    static Message withoutContext(Message message) {
        var builder = message.toBuilder();
        of(message)
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
                .map(builder::getFieldBuilder)
                .ifPresent(content -> context(content.getDescriptorForType()).ifPresent(content::clearField));
        return builder.build();
    }

    private static Optional<FieldDescriptor> context(Descriptor content) {
        return Optional.ofNullable(content.findFieldByName(CONTEXT))
                .filter(field -> field.getMessageType().equals(ContextInfo.getDescriptor()));
    }
}
