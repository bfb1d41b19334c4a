package io.wigwag.gateway.message;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.Optional;

/// A message as it is kept: what it is about is sealed with the key of its device.
///
/// @param key by which the same message is known again when it comes twice: a keyed hash of chat, author and id
/// @param chatKey what its chat is looked up by
/// @param waId as WhatsApp calls it
/// @param queued since when it waits to be sent; empty once that is decided
/// @param told the place of the last event that tells how it is
record MessageRecord(
        String id,
        String device,
        Direction direction,
        Kind kind,
        String waId,
        String key,
        String chatKey,
        Instant created,
        Standing standing,
        Optional<Instant> queued,
        Optional<Long> told,
        Contents contents) {

    static final Field<String> DEVICE = Field.text("device");
    static final Field<String> DIRECTION = Field.text("direction");
    static final Field<String> KIND = Field.text("kind");
    static final Field<String> WA_ID = Field.text("waId");
    static final Field<String> KEY = Field.text("key");
    static final Field<String> CHAT_KEY = Field.text("chatKey");
    static final Field<Instant> CREATED = Field.moment("created");
    static final Field<String> STATE = Field.text("state");
    static final Field<Long> RANK = Field.whole("rank");
    static final Field<Instant> SINCE = Field.moment("since");
    static final Field<String> ERROR = Field.text("error");
    static final Field<String> ADVICE = Field.text("advice");
    static final Field<Instant> QUEUED = Field.moment("queued");
    static final Field<Long> TOLD = Field.whole("told");
    private static final Field<String> CHAT = Field.text("chat");
    private static final Field<String> PHONE = Field.text("phone");
    private static final Field<String> AUTHOR = Field.text("author");
    private static final Field<String> NAME = Field.text("name");
    private static final Field<Instant> SENT_AT = Field.moment("sentAt");
    private static final Field<Octets> WISH = Field.bytes("wish");
    private static final Field<Octets> WIRE = Field.bytes("wire");
    private static final Field<String> ELSEWHERE = Field.text("elsewhere");

    /// The queue of a device.
    static final Index BY_QUEUE = Index.of("byQueue", DEVICE, QUEUED);
    /// One message, one record.
    static final Index BY_KEY = Index.unique("byKey", DEVICE, KEY);
    static final Index BY_WA_ID = Index.of("byWaId", DEVICE, WA_ID);
    /// These two in the order in which we got to know the messages, as their ids are.
    static final Index BY_DEVICE = Index.of("byDevice", DEVICE);
    static final Index BY_CHAT = Index.of("byChat", DEVICE, CHAT_KEY);

    static final Schema SCHEMA = Schema.named("messages")
            .index(BY_QUEUE)
            .index(BY_KEY)
            .index(BY_WA_ID)
            .index(BY_DEVICE)
            .index(BY_CHAT)
            .sealed(CHAT, PHONE, AUTHOR, NAME, SENT_AT, WISH, WIRE, ELSEWHERE)
            .sealedFor(DEVICE)
            .changing(CHAT_KEY, STATE, RANK, SINCE, ERROR, ADVICE, QUEUED, TOLD)
            .build();
    static final RecordType<MessageRecord> TYPE = new RecordType<>(SCHEMA, new Codec());

    enum Direction {
        OUT,
        IN
    }

    /// What a message is to those who read it.
    enum Kind {
        TEXT,
        IMAGE,
        VIDEO,
        AUDIO,
        DOCUMENT,
        STICKER,
        REACTION,
        EDIT,
        REVOKE,
        LOCATION,
        CONTACT,
        POLL,
        /// Which could not be read; it may come again.
        UNREADABLE,
        OTHER
    }

    /// How it is, and what is wrong with it.
    record Standing(MessageState state, Instant since, Optional<String> error, Optional<String> advice) {
        static Standing of(MessageState state, Instant since) {
            return new Standing(state, since, Optional.empty(), Optional.empty());
        }
    }

    /// What nobody else may read.
    ///
    /// @param chat as addresses are written on the wire
    /// @param phone the number of the other side, where there is one and it is known
    /// @param name that the author gave themselves
    /// @param sentAt what WhatsApp says of those that came, in whole seconds
    /// @param wish as it was handed in, in JSON; empty for those that came
    /// @param elsewhere where its file lies since the phone has uploaded it again
    /// @param wire as it is encrypted; empty while a file of it is still to be fetched
    record Contents(
            String chat,
            Optional<String> phone,
            Optional<String> author,
            Optional<String> name,
            Optional<Instant> sentAt,
            Optional<Octets> wish,
            Optional<Octets> wire,
            Optional<String> elsewhere) {
        @Override
        public String toString() {
            return "Contents[redacted]";
        }
    }

    MessageRecord withWire(Octets made) {
        return with(new Contents(
                contents.chat(),
                contents.phone(),
                contents.author(),
                contents.name(),
                contents.sentAt(),
                contents.wish(),
                Optional.of(made),
                contents.elsewhere()));
    }

    MessageRecord withFileAt(String path) {
        return with(new Contents(
                contents.chat(),
                contents.phone(),
                contents.author(),
                contents.name(),
                contents.sentAt(),
                contents.wish(),
                contents.wire(),
                Optional.of(path)));
    }

    MessageRecord toldAt(long place) {
        return new MessageRecord(
                id,
                device,
                direction,
                kind,
                waId,
                key,
                chatKey,
                created,
                standing,
                queued,
                Optional.of(place),
                contents);
    }

    private MessageRecord with(Contents changed) {
        return new MessageRecord(
                id, device, direction, kind, waId, key, chatKey, created, standing, queued, told, changed);
    }

    private static final class Codec implements DocumentCodec<MessageRecord> {
        @Override
        public String id(MessageRecord message) {
            return message.id();
        }

        @Override
        public Document encode(MessageRecord message) {
            var contents = message.contents();
            return Document.builder()
                    .put(DEVICE, message.device())
                    .put(DIRECTION, message.direction().name())
                    .put(KIND, message.kind().name())
                    .put(WA_ID, message.waId())
                    .put(KEY, message.key())
                    .put(CHAT_KEY, message.chatKey())
                    .put(CREATED, message.created())
                    .put(STATE, message.standing().state().name())
                    .put(RANK, message.standing().state().rank())
                    .put(SINCE, message.standing().since())
                    .put(ERROR, message.standing().error())
                    .put(ADVICE, message.standing().advice())
                    .put(QUEUED, message.queued())
                    .put(TOLD, message.told())
                    .put(CHAT, contents.chat())
                    .put(PHONE, contents.phone())
                    .put(AUTHOR, contents.author())
                    .put(NAME, contents.name())
                    .put(SENT_AT, contents.sentAt())
                    .put(WISH, contents.wish())
                    .put(WIRE, contents.wire())
                    .put(ELSEWHERE, contents.elsewhere())
                    .build();
        }

        @Override
        public MessageRecord decode(String id, Document document) {
            return new MessageRecord(
                    id,
                    document.require(DEVICE),
                    Direction.valueOf(document.require(DIRECTION)),
                    Kind.valueOf(document.require(KIND)),
                    document.require(WA_ID),
                    document.require(KEY),
                    document.require(CHAT_KEY),
                    document.require(CREATED),
                    new Standing(
                            MessageState.valueOf(document.require(STATE)),
                            document.require(SINCE),
                            document.get(ERROR),
                            document.get(ADVICE)),
                    document.get(QUEUED),
                    document.get(TOLD),
                    new Contents(
                            document.require(CHAT),
                            document.get(PHONE),
                            document.get(AUTHOR),
                            document.get(NAME),
                            document.get(SENT_AT),
                            document.get(WISH),
                            document.get(WIRE),
                            document.get(ELSEWHERE)));
        }
    }
}
