package io.wigwag.interop.conform;

import io.wigwag.core.media.DamagedMedia;
import io.wigwag.core.media.MediaIntake;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaKeys;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaPath;
import io.wigwag.core.media.MediaSealer;
import io.wigwag.core.media.WantedMedia;
import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Sealed files, both ways.
final class MediaFiles {
    private static final long LIMIT = 16 << 20;
    private static final MediaPath SOMEWHERE = new MediaPath("/v/1");

    private MediaFiles() {}

    static void both(VectorCase vector) throws Exception {
        var key = new MediaKey(Octets.wrap(vector.hex("mediaKey")));
        keys(vector, MediaKeys.derive(key, vector.text("info")));
        var known = kind(vector.text("type"));
        if (known.isEmpty()) {
            // Uploaded as they are: nobody seals them.
            return;
        }
        var kind = known.get();
        Mismatch.unlessSame("info", vector.text("info"), kind.info());
        var file = content(vector);
        for (var sealer :
                List.of(MediaSealer.alone(), MediaSealer.with(Thread.ofVirtual().factory()))) {
            seal(vector, sealer, kind, key, file);
        }
    }

    private static void keys(VectorCase vector, MediaKeys keys) throws Mismatch {
        Mismatch.unlessSame("iv", vector.hex("iv"), keys.iv().toArray());
        Mismatch.unlessSame("cipher key", vector.hex("cipherKey"), keys.cipher().toArray());
        Mismatch.unlessSame("mac key", vector.hex("macKey"), keys.mac().toArray());
        Mismatch.unlessSame(
                "reference key", vector.hex("refKey"), keys.reference().toArray());
    }

    private static Octets content(VectorCase vector) throws Exception {
        var prng = vector.get("plaintext").required("prng");
        return VectorNode.random(
                prng.required("seed").asString(), prng.required("size").asInt());
    }

    private static void seal(VectorCase vector, MediaSealer sealer, MediaKind kind, MediaKey key, Octets file)
            throws Exception {
        var out = new ByteArrayOutputStream();
        var sealed = sealer.seal(kind, key, file.asStream(), out);
        var bytes = Octets.wrap(out.toByteArray());
        Mismatch.unlessSame("size", vector.get("fileLength").asLong(), sealed.size());
        Mismatch.unlessSame("sealed size", vector.get("encryptedSize").asLong(), sealed.sealedSize());
        Mismatch.unlessSame("hash", vector.hex("fileSha256"), sealed.hash().toArray());
        Mismatch.unlessSame(
                "sealed hash", vector.hex("fileEncSha256"), sealed.sealedHash().toArray());
        if (vector.has("encrypted")) {
            Mismatch.unlessSame("sealed", vector.hex("encrypted"), bytes.toArray());
        }
        Mismatch.unlessSame(
                "code",
                vector.hex("mac"),
                bytes.slice(bytes.size() - 10, bytes.size()).toArray());
        var wanted =
                WantedMedia.of(kind, sealed.at(SOMEWHERE, "", Instant.EPOCH)).orElseThrow();
        Mismatch.unlessSame("opened", file, open(wanted, bytes));
    }

    private static Octets open(WantedMedia wanted, Octets sealed) throws Exception {
        var out = new ByteArrayOutputStream();
        var intake = MediaIntake.of(wanted, LIMIT, out);
        intake.take(sealed.toArray(), 0, sealed.size());
        intake.finish();
        return Octets.wrap(out.toByteArray());
    }

    /// Refused by its code alone, and by its hashes too.
    static void damaged(VectorCase vector) throws Exception {
        var key = Optional.of(new MediaKey(Octets.wrap(vector.hex("mediaKey"))));
        var kind = kind(vector.text("type")).orElseThrow();
        var bytes = Octets.wrap(vector.hex("encrypted"));
        for (var hash : List.of(Optional.<Octets>empty(), Optional.of(Octets.wrap(vector.hex("fileEncSha256"))))) {
            try {
                open(new WantedMedia(kind, SOMEWHERE, key, hash, Optional.empty(), OptionalLong.empty()), bytes);
            } catch (DamagedMedia refused) {
                continue;
            }
            throw new Mismatch("damaged file", vector.text("expect"), "accepted");
        }
    }

    private static Optional<MediaKind> kind(String type) {
        return Optional.ofNullable(
                switch (type) {
                    case "image", "product", "biz-cover-photo" -> MediaKind.IMAGE;
                    case "video" -> MediaKind.VIDEO;
                    case "gif" -> MediaKind.GIF;
                    case "ptv" -> MediaKind.VIDEO_NOTE;
                    case "audio" -> MediaKind.AUDIO;
                    case "ptt" -> MediaKind.VOICE_NOTE;
                    case "document" -> MediaKind.DOCUMENT;
                    case "sticker" -> MediaKind.STICKER;
                    case "thumbnail-document" -> MediaKind.DOCUMENT_THUMBNAIL;
                    case "thumbnail-image" -> MediaKind.IMAGE_THUMBNAIL;
                    case "thumbnail-video" -> MediaKind.VIDEO_THUMBNAIL;
                    case "thumbnail-link" -> MediaKind.LINK_THUMBNAIL;
                    case "md-msg-hist" -> MediaKind.HISTORY;
                    case "md-app-state" -> MediaKind.APP_STATE;
                    case "payment-bg-image" -> MediaKind.PAYMENT_BACKGROUND;
                    case "ppic", "product-catalog-image" -> null;
                    default -> throw new AssertionError("unknown type: " + type);
                });
    }
}
