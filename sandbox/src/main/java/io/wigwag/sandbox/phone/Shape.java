package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import java.util.Optional;

/// How a message shows on the outside, where the service and the receiver's queue see it.
///
/// @param mediaType of its ciphertexts
/// @param hidden a receiver that can't read it shows nothing in its place
/// @param meta what stands beside the ciphertexts
record Shape(String type, Optional<String> mediaType, Optional<String> edit, boolean hidden, Optional<Node> meta) {
    private static final Shape TEXT = of("text");

    private static Shape of(String type) {
        return new Shape(type, Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    private static Shape media(String kind) {
        return new Shape("media", Optional.of(kind), Optional.empty(), false, Optional.empty());
    }

    private static Shape edit(String code, boolean hidden) {
        return new Shape("text", Optional.empty(), Optional.of(code), hidden, Optional.empty());
    }

    private static Shape poll(String step, boolean hidden) {
        var meta = Node.tag("meta").attribute("polltype", step).build();
        return new Shape("poll", Optional.empty(), Optional.empty(), hidden, Optional.of(meta));
    }

    static Shape of(Message message) {
        if (message.hasReactionMessage()) {
            var removal = message.getReactionMessage().getText().isEmpty();
            return new Shape(
                    "reaction",
                    Optional.empty(),
                    removal ? Optional.of("7") : Optional.empty(),
                    true,
                    Optional.empty());
        }
        if (message.hasProtocolMessage()) {
            return ofProtocol(message.getProtocolMessage());
        }
        if (message.hasPinInChatMessage()) {
            return edit("2", true);
        }
        if (message.hasPollCreationMessage()
                || message.hasPollCreationMessageV2()
                || message.hasPollCreationMessageV3()) {
            return poll("creation", false);
        }
        if (message.hasPollUpdateMessage()) {
            return poll("vote", true);
        }
        if (message.hasEventMessage()) {
            var meta = Node.tag("meta").attribute("event_type", "creation").build();
            return new Shape("event", Optional.empty(), Optional.empty(), false, Optional.of(meta));
        }
        return mediaKind(message).map(Shape::media).orElse(TEXT);
    }

    private static Shape ofProtocol(ProtocolMessage protocol) {
        return switch (protocol.getType()) {
            case REVOKE -> edit(protocol.getKey().getFromMe() ? "7" : "8", false);
            case MESSAGE_EDIT -> edit("1", true);
            default -> TEXT;
        };
    }

    private static Optional<String> mediaKind(Message message) {
        if (message.hasImageMessage()) {
            return Optional.of("image");
        }
        if (message.hasVideoMessage()) {
            return Optional.of(message.getVideoMessage().getGifPlayback() ? "gif" : "video");
        }
        if (message.hasPtvMessage()) {
            return Optional.of("ptv");
        }
        if (message.hasAudioMessage()) {
            return Optional.of(message.getAudioMessage().getPtt() ? "ptt" : "audio");
        }
        if (message.hasDocumentMessage() || message.hasDocumentWithCaptionMessage()) {
            return Optional.of("document");
        }
        if (message.hasStickerMessage()) {
            return Optional.of("sticker");
        }
        if (message.hasContactMessage()) {
            return Optional.of("vcard");
        }
        if (message.hasContactsArrayMessage()) {
            return Optional.of("contact_array");
        }
        if (message.hasLocationMessage()) {
            return Optional.of("location");
        }
        if (message.hasLiveLocationMessage()) {
            return Optional.of("livelocation");
        }
        return message.getExtendedTextMessage().getMatchedText().isBlank() ? Optional.empty() : Optional.of("url");
    }
}
