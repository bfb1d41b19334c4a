package io.wigwag.core.message.codec;

import io.wigwag.proto.e2e.Message;
import java.util.Optional;

/// The hint beside a ciphertext of what kind of file, card or reply it holds.
final class MediaTypes {
    private MediaTypes() {}

    static Optional<String> of(Message message) {
        return file(message).or(() -> other(message));
    }

    private static Optional<String> file(Message message) {
        if (message.hasImageMessage()) {
            return Optional.of("image");
        }
        if (message.hasStickerMessage()) {
            return Optional.of("sticker");
        }
        if (message.hasStickerPackMessage()) {
            return Optional.of("sticker_pack");
        }
        if (message.hasDocumentMessage()) {
            return Optional.of("document");
        }
        if (message.hasAudioMessage()) {
            return Optional.of(message.getAudioMessage().getPtt() ? "ptt" : "audio");
        }
        if (message.hasVideoMessage()) {
            return Optional.of(message.getVideoMessage().getGifPlayback() ? "gif" : "video");
        }
        if (message.hasPtvMessage()) {
            return Optional.of("ptv");
        }
        return message.hasMessageHistoryBundle() ? Optional.of("group_history") : Optional.empty();
    }

    private static Optional<String> other(Message message) {
        if (message.hasLocationMessage()) {
            return Optional.of(message.getLocationMessage().getIsLive() ? "livelocation" : "location");
        }
        if (message.hasLiveLocationMessage()) {
            return Optional.of("livelocation");
        }
        if (message.hasContactMessage()) {
            return Optional.of("vcard");
        }
        if (message.hasContactsArrayMessage()) {
            return Optional.of("contact_array");
        }
        if (message.hasListResponseMessage()) {
            return Optional.of("list_response");
        }
        if (message.hasButtonsResponseMessage()) {
            return Optional.of("buttons_response");
        }
        if (message.hasInteractiveResponseMessage()) {
            return Optional.of("native_flow_response");
        }
        if (message.hasOrderMessage()) {
            return Optional.of("order");
        }
        if (message.hasProductMessage()) {
            return Optional.of("product");
        }
        var link = message.hasGroupInviteMessage()
                || !message.getExtendedTextMessage().getMatchedText().isBlank();
        return link ? Optional.of("url") : Optional.empty();
    }
}
