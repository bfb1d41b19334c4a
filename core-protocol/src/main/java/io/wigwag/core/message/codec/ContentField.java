package io.wigwag.core.message.codec;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.MessageOrBuilder;
import io.wigwag.proto.e2e.ContextInfo;
import io.wigwag.proto.e2e.FutureProofMessage;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;

/// The one field of a message that holds its content, and the surroundings inside that.
final class ContentField {
    private static final String CONTEXT = "context_info";

    private ContentField() {}

    /// Which field it is; none in a message that only carries keys.
    static Optional<FieldDescriptor> of(MessageOrBuilder message) {
        for (var field : message.getAllFields().keySet()) {
            switch (field.getNumber()) {
                case Message.SENDER_KEY_DISTRIBUTION_MESSAGE_FIELD_NUMBER,
                        Message.FAST_RATCHET_KEY_SENDER_KEY_DISTRIBUTION_MESSAGE_FIELD_NUMBER,
                        Message.MESSAGE_CONTEXT_INFO_FIELD_NUMBER -> {
                    // Travel along with a content.
                }
                default -> {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
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
        return of(message)
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
