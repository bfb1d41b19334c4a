package io.wigwag.core.message.codec;

import io.wigwag.core.binary.Node;
import io.wigwag.core.message.content.Draft;
import io.wigwag.proto.e2e.KeepType;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.e2e.SecretEncryptedMessage.SecretEncType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the stanza around a message says about the content that it can't see.
///
/// @param mediaType on each ciphertext
/// @param hidesFailure whether receivers that can't decrypt it show nothing at all (`decrypt-fail="hide"`)
/// @param edit what the message does to an earlier one
/// @param children `meta` and `biz` nodes
/// @param reportable whether a reporting token goes along
public record StanzaTraits(
        Type type,
        Optional<String> mediaType,
        boolean hidesFailure,
        Optional<Edit> edit,
        List<Node> children,
        boolean reportable) {

    public StanzaTraits {
        children = List.copyOf(children);
    }

    /// Kinds of messages that servers tell apart. They refuse a message without one.
    public enum Type {
        TEXT,
        MEDIA,
        POLL,
        REACTION,
        EVENT
    }

    /// What can happen to an earlier message, with the number of the attribute.
    public enum Edit {
        EDIT("1"),
        PIN("2"),
        REVOKE("7"),
        ADMIN_REVOKE("8");

        private final String value;

        Edit(String value) {
            this.value = value;
        }

        /// The attribute's value.
        public String value() {
            return value;
        }
    }

    /// What follows from a message as it is encrypted, wrapped or not.
    public static StanzaTraits of(Message message) {
        var unwrapped = Unwrapped.of(message);
        var inner = unwrapped.inner();
        var business = StanzaChildren.business(inner);
        var mediaType = business.isPresent() ? Optional.<String>empty() : MediaTypes.of(inner);
        var children = new ArrayList<Node>(StanzaChildren.meta(unwrapped));
        business.ifPresent(children::add);
        return new StanzaTraits(
                type(inner, mediaType.isPresent()),
                mediaType,
                hidesFailure(inner),
                edit(inner),
                children,
                ContentField.of(inner).isPresent() && reportable(inner));
    }

    /// What follows from a draft.
    public static StanzaTraits of(Draft draft, Composition composition) {
        return of(ContentWriter.write(draft, composition));
    }

    private static Type type(Message message, boolean media) {
        if (message.hasReactionMessage() || message.hasEncReactionMessage()) {
            return Type.REACTION;
        }
        if (StanzaChildren.eventType(message).isPresent()) {
            return Type.EVENT;
        }
        if (StanzaChildren.pollType(message).isPresent()) {
            return Type.POLL;
        }
        return media ? Type.MEDIA : Type.TEXT;
    }

    private static boolean hidesFailure(Message message) {
        return message.hasReactionMessage()
                || message.hasEncReactionMessage()
                || message.hasPinInChatMessage()
                || message.hasKeepInChatMessage()
                || message.getPollUpdateMessage().hasVote()
                || message.hasEncEventResponseMessage()
                || message.hasEncCommentMessage()
                || message.hasMessageHistoryNotice()
                || message.hasConditionalRevealMessage()
                || hides(message.getSecretEncryptedMessage().getSecretEncType())
                || (message.hasProtocolMessage() && hides(message.getProtocolMessage()));
    }

    private static boolean hides(SecretEncType type) {
        return switch (type) {
            case EVENT_EDIT, POLL_EDIT, POLL_ADD_OPTION -> true;
            case UNKNOWN, MESSAGE_EDIT, MESSAGE_SCHEDULE, UNRECOGNIZED -> false;
        };
    }

    /// Never for a revocation: a server drops one that hides its failure.
    private static boolean hides(ProtocolMessage message) {
        return switch (message.getType()) {
            case EPHEMERAL_SYNC_RESPONSE, REQUEST_WELCOME_MESSAGE, GROUP_MEMBER_LABEL_CHANGE -> true;
            default -> message.hasEditedMessage();
        };
    }

    private static Optional<Edit> edit(Message message) {
        if (message.hasProtocolMessage()) {
            return switch (message.getProtocolMessage().getType()) {
                case REVOKE ->
                    Optional.of(message.getProtocolMessage().getKey().getFromMe() ? Edit.REVOKE : Edit.ADMIN_REVOKE);
                case MESSAGE_EDIT -> Optional.of(Edit.EDIT);
                default -> Optional.empty();
            };
        }
        if (message.hasPinInChatMessage()) {
            return Optional.of(Edit.PIN);
        }
        var takenBack = (message.hasReactionMessage()
                        && message.getReactionMessage().getText().isEmpty())
                || (message.getKeepInChatMessage().getKeepType() == KeepType.UNDO_KEEP_FOR_ALL
                        && message.getKeepInChatMessage().getKey().getFromMe());
        if (takenBack) {
            return Optional.of(Edit.REVOKE);
        }
        return switch (message.getSecretEncryptedMessage().getSecretEncType()) {
            case EVENT_EDIT, MESSAGE_EDIT -> Optional.of(Edit.EDIT);
            case UNKNOWN, MESSAGE_SCHEDULE, POLL_EDIT, POLL_ADD_OPTION, UNRECOGNIZED -> Optional.empty();
        };
    }

    private static boolean reportable(Message message) {
        return !(message.hasReactionMessage()
                || message.hasEncReactionMessage()
                || message.hasEncEventResponseMessage()
                || message.hasPollUpdateMessage()
                || message.hasKeepInChatMessage());
    }
}
