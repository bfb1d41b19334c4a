package io.wigwag.gateway.message;

import io.wigwag.gateway.http.json.Described;
import java.time.Instant;
import java.util.Optional;

/// A message, as the interface shows it.
@Described("A message that a device sends or has received")
record MessageView(
        String id,
        String device,
        MessageRecord.Direction direction,
        MessageRecord.Kind type,
        Chat chat,

        @Described("Who wrote it; absent for messages of the account itself")
        Optional<Author> from,

        @Described("The words in it: a text, a caption, a reaction's sign")
        Optional<String> text,

        Optional<MessageFile> file,

        @Described("WhatsApp's id of the message that this one reacts to, changes, takes back or answers")
        Optional<String> about,

        @Described("How far it is; it only goes forward") MessageState status,
        Instant since,
        Optional<Failure> error,
        String waMessageId,

        @Described("When WhatsApp says it was sent, for messages that came; lists are in the order of createdAt")
        Optional<Instant> sentAt,

        Instant createdAt) {
    static final MessageView EXAMPLE = new MessageView(
            "msg_01KAJ2Q0M7XN3T5VQZ4R8W6YBC",
            "dev_01KAJ2Q0M7XN3T5VQZ4R8W6YBC",
            MessageRecord.Direction.OUT,
            MessageRecord.Kind.TEXT,
            new Chat("4915112345678@s.whatsapp.net", Optional.of("+4915112345678"), false),
            Optional.empty(),
            Optional.of("Hello"),
            Optional.empty(),
            Optional.empty(),
            MessageState.QUEUED,
            Instant.parse("2026-11-21T12:00:00Z"),
            Optional.empty(),
            "3EB0A1B2C3D4E5F60718A9",
            Optional.empty(),
            Instant.parse("2026-11-21T12:00:00Z"));

    /// Where it stands.
    record Chat(String address, Optional<String> phone, boolean group) {}

    record Author(String address, Optional<String> phone, Optional<String> name) {}

    /// What it carries; `GET /v1/messages/{id}/media` gives the bytes.
    record MessageFile(String mimetype, Optional<Long> size, Optional<String> fileName, Optional<Integer> seconds) {}

    record Failure(
            @Described("A stable word") String code,

            @Described("What to do about it") String detail) {}
}
