package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;

/// Where the file of a message lies, and the key that opens it.
record MediaRef(String path, Octets key) {
    static Optional<MediaRef> in(Message message) {
        if (message.hasImageMessage()) {
            return of(
                    message.getImageMessage().getDirectPath(),
                    message.getImageMessage().getMediaKey());
        }
        if (message.hasVideoMessage()) {
            return of(
                    message.getVideoMessage().getDirectPath(),
                    message.getVideoMessage().getMediaKey());
        }
        if (message.hasAudioMessage()) {
            return of(
                    message.getAudioMessage().getDirectPath(),
                    message.getAudioMessage().getMediaKey());
        }
        if (message.hasDocumentMessage()) {
            return of(
                    message.getDocumentMessage().getDirectPath(),
                    message.getDocumentMessage().getMediaKey());
        }
        if (message.hasStickerMessage()) {
            return of(
                    message.getStickerMessage().getDirectPath(),
                    message.getStickerMessage().getMediaKey());
        }
        var history = message.getProtocolMessage().getHistorySyncNotification();
        return of(history.getDirectPath(), history.getMediaKey());
    }

    private static Optional<MediaRef> of(String path, ByteString key) {
        return path.isEmpty() || key.isEmpty()
                ? Optional.empty()
                : Optional.of(new MediaRef(path, Octets.wrap(key.toByteArray())));
    }
}
