package io.wigwag.gateway.message;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.core.message.content.Quote;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.proto.e2e.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What clients ask for, to messages as they are encrypted.
final class Composer {
    private static final Shape<NewMessage> SHAPE = Shapes.standard().of(NewMessage.class);

    private final InstantSource clock;
    private final SecureRandom random;

    Composer(InstantSource clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    static Octets bytes(NewMessage wish) {
        return Json.bytes(SHAPE, wish);
    }

    static NewMessage wish(Octets bytes) {
        return Json.value(SHAPE, bytes);
    }

    /// What kind of file a wish names.
    static MediaKind fileKind(NewMessage wish) {
        return switch (wish.type()) {
            case IMAGE -> MediaKind.IMAGE;
            case VIDEO -> MediaKind.VIDEO;
            case AUDIO ->
                wish.file().flatMap(NewMessage.FilePart::voice).orElse(false) ? MediaKind.VOICE_NOTE : MediaKind.AUDIO;
            case STICKER -> MediaKind.STICKER;
            default -> MediaKind.DOCUMENT;
        };
    }

    /// What a message needs that is not in the wish itself.
    ///
    /// @param chat where it goes
    /// @param file on WhatsApp's hosts
    /// @param preview a card for a link in the text
    /// @param target the message that it is about
    /// @param answered the message that it answers
    /// @param self who we are, where that one is our own
    record Parts(
            Jid chat,
            Optional<HostedFile> file,
            Optional<LinkPreview> preview,
            Optional<MessageRecord> target,
            Optional<MessageRecord> answered,
            Optional<Jid> self) {}

    Octets compose(NewMessage wish, Parts parts) {
        var draft = Draft.of(content(wish, parts));
        var mentioned = wish.mentions().orElse(List.of()).stream()
                .flatMap(written -> Chats.parse(written).stream())
                .toList();
        var named = mentioned.isEmpty() ? draft : draft.mentioning(mentioned);
        var whole = parts.answered()
                .flatMap(answered -> quote(answered, parts.self()))
                .map(named::quoting)
                .orElse(named);
        var message = ContentWriter.write(whole, new Composition(clock.instant(), MessageSecret.random(random)));
        return Octets.wrap(message.toByteArray());
    }

    private static Content content(NewMessage wish, Parts parts) {
        return switch (wish.type()) {
            case TEXT -> {
                var text = Text.of(wish.text().orElseThrow().body());
                yield parts.preview().map(text::withPreview).orElse(text);
            }
            case REACTION ->
                new Reaction(
                        ref(parts.target().orElseThrow()),
                        wish.reaction().orElseThrow().emoji());
            case EDIT ->
                new Change.Edit(
                        ref(parts.target().orElseThrow()),
                        Draft.of(Text.of(wish.edit().orElseThrow().body())));
            case REVOKE -> new Change.Revocation(ref(parts.target().orElseThrow()));
            default -> file(wish, wish.file().orElseThrow(), parts.file().orElseThrow());
        };
    }

    private static Content file(NewMessage wish, NewMessage.FilePart asked, HostedFile there) {
        var file = there.file();
        var size = there.size();
        var caption = asked.caption().orElse("");
        var length = Duration.ofSeconds(asked.seconds().orElse(0));
        return switch (wish.type()) {
            case IMAGE ->
                Image.of(file)
                        .withCaption(caption)
                        .withSize(size.width(), size.height())
                        .withThumbnail(there.thumbnail());
            case VIDEO -> Video.of(file).withCaption(caption).withLength(length);
            case AUDIO -> asked.voice().orElse(false) ? VoiceNote.of(file, length) : new Audio(file, length);
            case STICKER -> Sticker.of(file).withSize(size.width(), size.height());
            default -> Document.of(file, asked.fileName().orElse("file")).withCaption(caption);
        };
    }

    private static Optional<Quote> quote(MessageRecord message, Optional<Jid> self) {
        return message.contents()
                .wire()
                .flatMap(Views::read)
                .flatMap(read -> message.contents()
                        .author()
                        .flatMap(Composer::jid)
                        .or(() -> self)
                        .map(author -> Quote.of(
                                new MessageId(message.waId()),
                                author,
                                read.raw().message())));
    }

    private static MessageRef ref(MessageRecord message) {
        var chat = jid(message.contents().chat()).orElseThrow();
        var id = new MessageId(message.waId());
        if (message.direction() == MessageRecord.Direction.OUT) {
            return MessageRef.own(chat, id);
        }
        var author = message.contents().author().flatMap(Composer::jid);
        return chat.isGroup() && author.isPresent()
                ? MessageRef.of(chat, author.get(), id)
                : MessageRef.theirs(chat, id);
    }

    static Optional<Jid> jid(String written) {
        try {
            return Optional.of(Jid.parse(written));
        } catch (MalformedJid impossible) {
            return Optional.empty();
        }
    }

    static Message message(Octets wire) {
        try {
            return Message.parseFrom(wire.asBuffer());
        } catch (com.google.protobuf.InvalidProtocolBufferException ours) {
            throw new IllegalStateException("a message that we made can't be read", ours);
        }
    }
}
