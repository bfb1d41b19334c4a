package io.wigwag.gateway.cli.remote;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A file that is to be sent, and as what.
///
/// @param mimetype what receivers are told that it is
record OutgoingFile(Path path, Kind kind, String mimetype) {
    private static final String UNKNOWN = "application/octet-stream";

    /// What a file is in its message; the words are those of `--as`.
    enum Kind {
        image("image", "image"),
        video("video", "video"),
        audio("audio", "audio"),
        voice("audio", "voice_note"),
        document("document", "document"),
        sticker("sticker", "sticker");

        private final String type;
        private final String upload;

        Kind(String type, String upload) {
            this.type = type;
            this.upload = upload;
        }

        /// Which type of message carries it.
        String type() {
            return type;
        }

        /// As what it is uploaded.
        String upload() {
            return upload;
        }

        boolean hasCaption() {
            return this == image || this == video || this == document;
        }
    }

    private record Known(Kind kind, String mimetype) {}

    /// What phones show as such; anything else is a document.
    private static final Map<String, Known> KNOWN = Map.ofEntries(
            Map.entry("jpg", new Known(Kind.image, "image/jpeg")),
            Map.entry("jpeg", new Known(Kind.image, "image/jpeg")),
            Map.entry("png", new Known(Kind.image, "image/png")),
            Map.entry("mp4", new Known(Kind.video, "video/mp4")),
            Map.entry("3gp", new Known(Kind.video, "video/3gpp")),
            Map.entry("mp3", new Known(Kind.audio, "audio/mpeg")),
            Map.entry("m4a", new Known(Kind.audio, "audio/mp4")),
            Map.entry("aac", new Known(Kind.audio, "audio/aac")),
            Map.entry("amr", new Known(Kind.audio, "audio/amr")),
            Map.entry("ogg", new Known(Kind.voice, "audio/ogg; codecs=opus")),
            Map.entry("opus", new Known(Kind.voice, "audio/ogg; codecs=opus")),
            Map.entry("webp", new Known(Kind.sticker, "image/webp")),
            Map.entry("pdf", new Known(Kind.document, "application/pdf")),
            Map.entry("txt", new Known(Kind.document, "text/plain")),
            Map.entry("csv", new Known(Kind.document, "text/csv")),
            Map.entry("zip", new Known(Kind.document, "application/zip")));

    /// @param as what somebody wants it to be, whatever its name says
    static OutgoingFile of(Path path, Optional<Kind> as) {
        var name = name(path);
        var ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var known = KNOWN.getOrDefault(ending, new Known(Kind.document, UNKNOWN));
        return new OutgoingFile(path, as.orElse(known.kind()), known.mimetype());
    }

    private static String name(Path path) {
        return Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("file");
    }

    /// Puts it into a message.
    void describe(ObjectNode message, String media, Optional<String> caption) {
        message.put("type", kind.type());
        var part = message.putObject(kind.type()).put("media", media);
        caption.ifPresent(words -> part.put("caption", words));
        if (kind == Kind.document) {
            part.put("fileName", name(path));
        }
        if (kind == Kind.voice) {
            part.put("voice", true);
        }
    }
}
