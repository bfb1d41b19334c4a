package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AudioMessage;
import io.wigwag.proto.e2e.DocumentMessage;
import io.wigwag.proto.e2e.ImageMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.StickerMessage;
import io.wigwag.proto.e2e.VideoMessage;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// A file that a phone sends.
public record MediaFile(
        Kind kind,
        Octets content,
        String mimetype,
        Optional<String> fileName,
        Optional<String> caption,
        OptionalInt seconds) {
    /// What sort of file it is: this decides how its keys are derived.
    public enum Kind {
        IMAGE("Image"),
        VIDEO("Video"),
        AUDIO("Audio"),
        PTT("Audio"),
        DOCUMENT("Document"),
        STICKER("Image");

        private final String info;

        Kind(String info) {
            this.info = info;
        }

        /// The name of its keys' derivation.
        String info() {
            return "WhatsApp " + info + " Keys";
        }

        /// The name under which it is uploaded.
        String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static MediaFile of(Kind kind, Octets content, String mimetype) {
        return new MediaFile(kind, content, mimetype, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    public MediaFile named(String name) {
        return new MediaFile(kind, content, mimetype, Optional.of(name), caption, seconds);
    }

    public MediaFile captioned(String text) {
        return new MediaFile(kind, content, mimetype, fileName, Optional.of(text), seconds);
    }

    public MediaFile lasting(int time) {
        return new MediaFile(kind, content, mimetype, fileName, caption, OptionalInt.of(time));
    }

    /// Seals the file, puts it on the media host, and makes the message that tells of it.
    Message upload(Uploads host, SecureRandom random, Instant now) {
        var sealed = SealedMedia.seal(content, kind.info(), random);
        var path = host.store(kind.path(), sealed.file());
        var message = Message.newBuilder();
        switch (kind) {
            case IMAGE -> message.setImageMessage(image(sealed, path, now));
            case VIDEO -> message.setVideoMessage(video(sealed, path, now));
            case AUDIO, PTT -> message.setAudioMessage(audio(sealed, path, now));
            case DOCUMENT -> message.setDocumentMessage(document(sealed, path, now));
            case STICKER -> message.setStickerMessage(sticker(sealed, path, now));
        }
        return message.build();
    }

    private ImageMessage image(SealedMedia sealed, String path, Instant now) {
        return ImageMessage.newBuilder()
                .setMimetype(mimetype)
                .setCaption(caption.orElse(""))
                .setDirectPath(path)
                .setMediaKey(bytes(sealed.key()))
                .setFileSha256(bytes(sealed.contentHash()))
                .setFileEncSha256(bytes(sealed.fileHash()))
                .setFileLength(sealed.size())
                .setMediaKeyTimestamp(now.getEpochSecond())
                .build();
    }

    private VideoMessage video(SealedMedia sealed, String path, Instant now) {
        return VideoMessage.newBuilder()
                .setMimetype(mimetype)
                .setCaption(caption.orElse(""))
                .setSeconds(seconds.orElse(0))
                .setDirectPath(path)
                .setMediaKey(bytes(sealed.key()))
                .setFileSha256(bytes(sealed.contentHash()))
                .setFileEncSha256(bytes(sealed.fileHash()))
                .setFileLength(sealed.size())
                .setMediaKeyTimestamp(now.getEpochSecond())
                .build();
    }

    private AudioMessage audio(SealedMedia sealed, String path, Instant now) {
        return AudioMessage.newBuilder()
                .setMimetype(mimetype)
                .setPtt(kind == Kind.PTT)
                .setSeconds(seconds.orElse(0))
                .setDirectPath(path)
                .setMediaKey(bytes(sealed.key()))
                .setFileSha256(bytes(sealed.contentHash()))
                .setFileEncSha256(bytes(sealed.fileHash()))
                .setFileLength(sealed.size())
                .setMediaKeyTimestamp(now.getEpochSecond())
                .build();
    }

    private DocumentMessage document(SealedMedia sealed, String path, Instant now) {
        return DocumentMessage.newBuilder()
                .setMimetype(mimetype)
                .setFileName(fileName.orElse("file"))
                .setCaption(caption.orElse(""))
                .setDirectPath(path)
                .setMediaKey(bytes(sealed.key()))
                .setFileSha256(bytes(sealed.contentHash()))
                .setFileEncSha256(bytes(sealed.fileHash()))
                .setFileLength(sealed.size())
                .setMediaKeyTimestamp(now.getEpochSecond())
                .build();
    }

    private StickerMessage sticker(SealedMedia sealed, String path, Instant now) {
        return StickerMessage.newBuilder()
                .setMimetype(mimetype)
                .setDirectPath(path)
                .setMediaKey(bytes(sealed.key()))
                .setFileSha256(bytes(sealed.contentHash()))
                .setFileEncSha256(bytes(sealed.fileHash()))
                .setFileLength(sealed.size())
                .setMediaKeyTimestamp(now.getEpochSecond())
                .build();
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.asBuffer());
    }
}
