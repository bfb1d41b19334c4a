package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AudioMessage;
import io.wigwag.proto.e2e.DocumentMessage;
import io.wigwag.proto.e2e.ImageMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.StickerMessage;
import io.wigwag.proto.e2e.VideoMessage;
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
    Message upload(Uploads host, Octets key, Instant now) {
        var sealed = SealedMedia.seal(content, kind.info(), key);
        var path = host.store(kind.path(), sealed.file());
        var message = Message.newBuilder();
        switch (kind) {
            case IMAGE -> message.setImageMessage(withCaption(told(ImageMessage.newBuilder(), sealed, path, now)));
            case VIDEO ->
                message.setVideoMessage(withLength(withCaption(told(VideoMessage.newBuilder(), sealed, path, now))));
            case AUDIO, PTT ->
                message.setAudioMessage(withLength(told(AudioMessage.newBuilder(), sealed, path, now))
                        .setPtt(kind == Kind.PTT));
            case DOCUMENT ->
                message.setDocumentMessage(withCaption(told(DocumentMessage.newBuilder(), sealed, path, now))
                        .setFileName(fileName.orElse("file")));
            case STICKER -> message.setStickerMessage(told(StickerMessage.newBuilder(), sealed, path, now));
        }
        return message.build();
    }

    /// What all kinds of messages say of their files, by the names that these fields have in each.
    private <B extends com.google.protobuf.Message.Builder> B told(
            B message, SealedMedia sealed, String path, Instant now) {
        set(message, "mimetype", mimetype);
        set(message, "direct_path", path);
        set(message, "media_key", bytes(sealed.key()));
        set(message, "file_sha256", bytes(sealed.contentHash()));
        set(message, "file_enc_sha256", bytes(sealed.fileHash()));
        set(message, "file_length", sealed.size());
        set(message, "media_key_timestamp", now.getEpochSecond());
        return message;
    }

    private <B extends com.google.protobuf.Message.Builder> B withCaption(B message) {
        set(message, "caption", caption.orElse(""));
        return message;
    }

    private <B extends com.google.protobuf.Message.Builder> B withLength(B message) {
        set(message, "seconds", seconds.orElse(0));
        return message;
    }

    private static void set(com.google.protobuf.Message.Builder message, String field, Object value) {
        message.setField(message.getDescriptorForType().findFieldByName(field), value);
    }

    private static ByteString bytes(Octets octets) {
        return ByteString.copyFrom(octets.asBuffer());
    }
}
