package io.wigwag.gateway.message;

import io.wigwag.core.id.Jid;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.MalformedMessage;
import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Contacts;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Place;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.content.Quote;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import java.time.Duration;
import java.util.Optional;

/// Records to what clients see of them.
final class Views {
    private Views() {}

    static MessageView of(MessageRecord message) {
        var contents = message.contents();
        var read = contents.wire().flatMap(Views::read);
        var content = read.map(ReceivedContent::content);
        var standing = message.standing();
        return new MessageView(
                message.id(),
                message.device(),
                message.direction(),
                message.kind(),
                new MessageView.Chat(
                        contents.chat(), contents.phone(), contents.chat().endsWith("@g.us")),
                contents.author()
                        .map(author -> new MessageView.Author(
                                author,
                                author.equals(contents.chat()) ? contents.phone() : Optional.empty(),
                                contents.name())),
                content.map(Content::text).filter(text -> !text.isEmpty()).or(() -> wished(message)),
                content.flatMap(Views::file),
                content.flatMap(Views::target).or(() -> read.flatMap(Views::answered)),
                standing.state(),
                standing.since(),
                standing.error()
                        .map(code ->
                                new MessageView.Failure(code, standing.advice().orElse(""))),
                message.waId(),
                contents.sentAt(),
                message.created());
    }

    /// What stands in a message that has come or was made.
    static Optional<ReceivedContent> read(io.wigwag.core.octets.Octets wire) {
        try {
            return Optional.of(ContentReader.read(wire));
        } catch (MalformedMessage unreadable) {
            return Optional.empty();
        }
    }

    /// The words of a message whose file is still to be fetched.
    private static Optional<String> wished(MessageRecord message) {
        return message.contents()
                .wish()
                .map(Composer::wish)
                .flatMap(wish -> wish.file()
                        .flatMap(NewMessage.FilePart::caption)
                        .or(() -> wish.text().map(NewMessage.TextPart::body)));
    }

    static MessageRecord.Kind kind(Content content) {
        return switch (content) {
            case Text _ -> MessageRecord.Kind.TEXT;
            case Image _ -> MessageRecord.Kind.IMAGE;
            case Video _ -> MessageRecord.Kind.VIDEO;
            case VideoNote _ -> MessageRecord.Kind.VIDEO;
            case Audio _ -> MessageRecord.Kind.AUDIO;
            case VoiceNote _ -> MessageRecord.Kind.AUDIO;
            case Document _ -> MessageRecord.Kind.DOCUMENT;
            case Sticker _ -> MessageRecord.Kind.STICKER;
            case Reaction _ -> MessageRecord.Kind.REACTION;
            case Change.Edit _ -> MessageRecord.Kind.EDIT;
            case Change.Revocation _ -> MessageRecord.Kind.REVOKE;
            case Place _ -> MessageRecord.Kind.LOCATION;
            case Contacts _ -> MessageRecord.Kind.CONTACT;
            case Poll _ -> MessageRecord.Kind.POLL;
            default -> MessageRecord.Kind.OTHER;
        };
    }

    /// As which kind of file it was uploaded.
    static MediaKind fileKind(Media media) {
        return switch (media) {
            case Image _ -> MediaKind.IMAGE;
            case Video video -> video.gif() ? MediaKind.GIF : MediaKind.VIDEO;
            case VideoNote _ -> MediaKind.VIDEO_NOTE;
            case Audio _ -> MediaKind.AUDIO;
            case VoiceNote _ -> MediaKind.VOICE_NOTE;
            case Sticker _ -> MediaKind.STICKER;
            default -> MediaKind.DOCUMENT;
        };
    }

    private static Optional<String> target(Content content) {
        return switch (content) {
            case Reaction reaction -> Optional.of(reaction.target().id().value());
            case Change change -> Optional.of(change.target().id().value());
            default -> Optional.empty();
        };
    }

    private static Optional<String> answered(ReceivedContent read) {
        return read.context().quote().map(Quote::id).map(id -> id.value());
    }

    private static Optional<MessageView.MessageFile> file(Content content) {
        return content instanceof Media media
                ? Optional.of(new MessageView.MessageFile(
                        media.file().mimetype(),
                        Optional.of(media.file().fileLength()).filter(size -> size > 0),
                        media instanceof Document document
                                ? Optional.of(document.fileName()).filter(name -> !name.isEmpty())
                                : Optional.empty(),
                        length(media)
                                .map(Duration::toSeconds)
                                .map(Long::intValue)
                                .filter(seconds -> seconds > 0)))
                : Optional.empty();
    }

    private static Optional<Duration> length(Media media) {
        return switch (media) {
            case Video video -> Optional.of(video.length());
            case Audio audio -> Optional.of(audio.length());
            case VoiceNote note -> Optional.of(note.length());
            default -> Optional.empty();
        };
    }

    /// The number of an address that is one.
    static Optional<String> phone(Jid jid) {
        return jid.isPhoneNumber() ? Optional.of(Chats.phone(jid)) : Optional.empty();
    }
}
