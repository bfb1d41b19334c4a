package io.wigwag.storage.engine;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One thing that a device remembers: what it is found by, and its sealed content.
///
/// @param kind with a user, for finding all of one kind that belong to one user; empty where nothing is found so
/// @param user a keyed hash
/// @param holders keyed hashes of those who hold our key of a group
/// @param stage of a pre-key, since when it is at it
/// @param kept when a message was sent that is kept for retries
record Remembered(
        String id,
        String device,
        Optional<String> kind,
        Optional<String> user,
        List<String> holders,
        Optional<String> stage,
        Optional<Instant> since,
        Optional<Instant> kept,
        Document content) {
    static final Field<String> DEVICE = Field.text("device");
    static final Field<String> KIND = Field.text("kind");
    static final Field<String> USER = Field.text("user");
    static final Field<List<String>> HOLDERS = Field.texts("holders");
    static final Field<String> STAGE = Field.text("stage");
    static final Field<Instant> SINCE = Field.moment("since");
    static final Field<Instant> KEPT = Field.moment("kept");
    static final Field<Document> CONTENT = Field.nested("content");

    static final Index BY_USER = Index.of("byUser", DEVICE, KIND, USER);
    static final Index BY_STAGE = Index.of("byStage", DEVICE, STAGE, SINCE);
    static final Index BY_AGE = Index.of("byAge", DEVICE, KEPT);
    static final Index BY_HOLDER = Index.words("byHolder", HOLDERS);

    static final Schema SCHEMA = Schema.named("deviceState")
            .index(BY_USER)
            .index(BY_STAGE)
            .index(BY_AGE)
            .index(BY_HOLDER)
            .sealed(CONTENT)
            .sealedFor(DEVICE)
            .build();

    static final DocumentCodec<Remembered> CODEC = new Codec();
    static final RecordType<Remembered> TYPE = new RecordType<>(SCHEMA, CODEC);

    Remembered {
        holders = List.copyOf(holders);
    }

    /// What is found by its id alone.
    static Remembered plain(String id, String device, Document content) {
        return new Remembered(
                id,
                device,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                content);
    }

    Remembered ofUser(String theirKind, String theirUser) {
        return new Remembered(
                id, device, Optional.of(theirKind), Optional.of(theirUser), holders, stage, since, kept, content);
    }

    Remembered heldBy(List<String> users) {
        return new Remembered(id, device, kind, user, users, stage, since, kept, content);
    }

    Remembered at(String ofPreKey, Instant from) {
        return new Remembered(id, device, kind, user, holders, Optional.of(ofPreKey), Optional.of(from), kept, content);
    }

    Remembered keptFrom(Instant sent) {
        return new Remembered(id, device, kind, user, holders, stage, since, Optional.of(sent), content);
    }

    private static final class Codec implements DocumentCodec<Remembered> {
        @Override
        public String id(Remembered remembered) {
            return remembered.id();
        }

        @Override
        public Document encode(Remembered remembered) {
            return Document.builder()
                    .put(DEVICE, remembered.device())
                    .put(KIND, remembered.kind())
                    .put(USER, remembered.user())
                    .put(HOLDERS, Optional.of(remembered.holders()).filter(holders -> !holders.isEmpty()))
                    .put(STAGE, remembered.stage())
                    .put(SINCE, remembered.since())
                    .put(KEPT, remembered.kept())
                    .put(CONTENT, remembered.content())
                    .build();
        }

        @Override
        public Remembered decode(String id, Document document) {
            return new Remembered(
                    id,
                    document.require(DEVICE),
                    document.get(KIND),
                    document.get(USER),
                    document.get(HOLDERS).orElse(List.of()),
                    document.get(STAGE),
                    document.get(SINCE),
                    document.get(KEPT),
                    document.require(CONTENT));
        }
    }
}
