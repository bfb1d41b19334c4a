package io.wigwag.interop.conform;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaReference.Seal;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Wishes with files. What comes of an upload is taken from the message that Baileys made.
final class BaileysFiles {
    private BaileysFiles() {}

    static Optional<Media> media(VectorCase vector) {
        var wish = vector.get("content");
        // A refused wish has no message.
        var json = vector.json().path("json");
        var thumbnail = Octets.wrap(
                Base64.getDecoder().decode(wish.path("jpegThumbnail").asString("")));
        var caption = wish.path("caption").asString("");
        var length = Duration.ofSeconds(wish.path("seconds").asLong(0));
        if (wish.has("image")) {
            var inner =
                    json.has("viewOnceMessage") ? json.get("viewOnceMessage").get("message") : json;
            var image = Image.of(file(inner.get("imageMessage")))
                    .withCaption(caption)
                    .withThumbnail(thumbnail);
            return Optional.of(
                    wish.has("width")
                            ? image.withSize(
                                    wish.get("width").asInt(),
                                    wish.get("height").asInt())
                            : image);
        }
        if (wish.has("video")) {
            return Optional.of(
                    wish.has("ptv")
                            // Baileys leaves the length of these out.
                            ? VideoNote.of(file(json.get("ptvMessage")), Duration.ZERO)
                            : Video.of(file(json.get("videoMessage")))
                                    .withCaption(caption)
                                    .withThumbnail(thumbnail)
                                    .withLength(length));
        }
        if (wish.has("audio")) {
            return Optional.of(VoiceNote.of(file(json.get("audioMessage")), length)
                    .withWaveform(
                            Octets.wrap(VectorCase.hex(wish.get("waveform").get("$hex")))));
        }
        if (wish.has("document")) {
            return Optional.of(Document.of(
                            file(json.get("documentMessage")),
                            wish.get("fileName").asString())
                    .withCaption(caption));
        }
        if (wish.has("sticker")) {
            return Optional.of(Sticker.animated(file(json.get("stickerMessage")))
                    .withSize(wish.get("width").asInt(), wish.get("height").asInt()));
        }
        return Optional.empty();
    }

    private static MediaReference file(JsonNode message) {
        var seal = new Seal(
                bytes(message, "mediaKey"),
                bytes(message, "fileEncSha256"),
                Optional.of(
                        Instant.ofEpochSecond(message.get("mediaKeyTimestamp").asLong())));
        return MediaReference.sealed(
                        message.get("directPath").asString(),
                        message.get("mimetype").asString(),
                        bytes(message, "fileSha256"),
                        message.get("fileLength").asLong(),
                        seal)
                .withUrl(message.get("url").asString());
    }

    private static Octets bytes(JsonNode message, String field) {
        return Octets.wrap(Base64.getDecoder().decode(message.get(field).asString()));
    }
}
