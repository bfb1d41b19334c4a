package io.wigwag.gateway.message;

import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.json.Length;
import io.wigwag.gateway.http.json.Within;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A message as a client asks for it: a type, and an object of that name.
record NewMessage(
        @Described("Which device sends it") String device,

        @Described("A phone number, or an address such as `1203...@g.us`; not for reactions, edits and revocations")
        Optional<String> to,

        Type type,
        Optional<TextPart> text,
        Optional<FilePart> image,
        Optional<FilePart> video,
        Optional<FilePart> audio,
        Optional<FilePart> document,
        Optional<FilePart> sticker,
        Optional<ReactionPart> reaction,
        Optional<EditPart> edit,
        Optional<RevokePart> revoke,

        @Described("The id of the message that this one answers")
        Optional<String> replyTo,

        @Described("Phone numbers of those who are named in the text as `@49...`")
        Optional<List<String>> mentions) {
    static final int LONGEST_TEXT = 65_536;
    static final NewMessage EXAMPLE = new NewMessage(
            "dev_01KAJ2Q0M7XN3T5VQZ4R8W6YBC",
            Optional.of("+4915112345678"),
            Type.TEXT,
            Optional.of(new TextPart("Hello", Optional.empty())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// What can be sent.
    enum Type {
        TEXT,
        IMAGE,
        VIDEO,
        AUDIO,
        DOCUMENT,
        STICKER,
        REACTION,
        EDIT,
        REVOKE
    }

    record TextPart(
            @Length(min = 1, max = LONGEST_TEXT) String body,

            @Described("Fetches the first link of the text and shows a card of it")
            Optional<Boolean> linkPreview) {}

    /// A file: uploaded before, or to be fetched.
    record FilePart(
            @Described("From `POST /v1/devices/{id}/media`") Optional<String> media,

            @Described("Where the gateway fetches it; public addresses only")
            Optional<URI> url,

            @Length(max = LONGEST_TEXT) Optional<String> caption,
            @Length(max = 255) Optional<String> fileName,

            @Described("Overrides what the file's source says of it") @Length(max = 255)
            Optional<String> mimetype,

            @Described("How long it plays") @Within(min = 0, max = 86_400)
            Optional<Integer> seconds,

            @Described("Spoken words, shown as a wave; audio only")
            Optional<Boolean> voice) {}

    record ReactionPart(
            @Described("The id of the message") String message,

            @Described("Empty takes an earlier one back") @Length(max = 64)
            String emoji) {}

    record EditPart(
            String message,
            @Length(min = 1, max = LONGEST_TEXT) String body) {}

    record RevokePart(String message) {}

    /// The object that belongs to the type, as the wish names it.
    Optional<?> part() {
        return switch (type) {
            case TEXT -> text;
            case IMAGE -> image;
            case VIDEO -> video;
            case AUDIO -> audio;
            case DOCUMENT -> document;
            case STICKER -> sticker;
            case REACTION -> reaction;
            case EDIT -> edit;
            case REVOKE -> revoke;
        };
    }

    /// The file that it carries.
    Optional<FilePart> file() {
        return switch (type) {
            case IMAGE -> image;
            case VIDEO -> video;
            case AUDIO -> audio;
            case DOCUMENT -> document;
            case STICKER -> sticker;
            default -> Optional.empty();
        };
    }

    /// The text whose first link is to be shown.
    Optional<String> previewed() {
        return text.filter(part -> part.linkPreview().orElse(false)).map(TextPart::body);
    }

    /// Whether something has to be fetched before it can go.
    boolean isToBeCompleted() {
        return file().flatMap(FilePart::url).isPresent() || previewed().isPresent();
    }

    /// The message that it is about.
    Optional<String> target() {
        return switch (type) {
            case REACTION -> reaction.map(ReactionPart::message);
            case EDIT -> edit.map(EditPart::message);
            case REVOKE -> revoke.map(RevokePart::message);
            default -> Optional.empty();
        };
    }

    int parts() {
        return (int) List.of(text, image, video, audio, document, sticker, reaction, edit, revoke).stream()
                .filter(Optional::isPresent)
                .count();
    }

    /// Nobody's words.
    @Override
    public String toString() {
        return "NewMessage[" + type + "]";
    }
}
