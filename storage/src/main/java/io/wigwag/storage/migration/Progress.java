package io.wigwag.storage.migration;

import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.Optional;

/// How far a migration has come. `cursor` is where it goes on; `done` once it has been everywhere.
record Progress(
        int number,
        String title,
        Migration.Stage stage,
        Optional<String> cursor,
        long examined,
        long changed,
        Instant started,
        Optional<Instant> done) {
    private static final Field<String> TITLE = Field.text("title");
    private static final Field<String> STAGE = Field.text("stage");
    private static final Field<String> CURSOR = Field.text("cursor");
    private static final Field<Long> EXAMINED = Field.whole("examined");
    private static final Field<Long> CHANGED = Field.whole("changed");
    private static final Field<Instant> STARTED = Field.moment("started");
    private static final Field<Instant> DONE = Field.moment("done");

    static final Schema SCHEMA = Schema.named("migrations").build();
    static final RecordType<Progress> TYPE = new RecordType<>(SCHEMA, new Codec());

    static Progress start(Migration migration, Instant now) {
        return new Progress(
                migration.number(),
                migration.title(),
                migration.stage(),
                Optional.empty(),
                0,
                0,
                now,
                Optional.empty());
    }

    /// After a page of so many, of which so many were changed.
    Progress after(int page, int rewritten, Optional<String> next, Instant now) {
        return new Progress(
                number,
                title,
                stage,
                next,
                examined + page,
                changed + rewritten,
                started,
                next.isEmpty() ? Optional.of(now) : Optional.empty());
    }

    static String id(int number) {
        return "%05d".formatted(number);
    }

    private static final class Codec implements DocumentCodec<Progress> {
        @Override
        public String id(Progress progress) {
            return Progress.id(progress.number());
        }

        @Override
        public Document encode(Progress progress) {
            return Document.builder()
                    .put(TITLE, progress.title())
                    .put(STAGE, progress.stage().name())
                    .put(CURSOR, progress.cursor())
                    .put(EXAMINED, progress.examined())
                    .put(CHANGED, progress.changed())
                    .put(STARTED, progress.started())
                    .put(DONE, progress.done())
                    .build();
        }

        @Override
        public Progress decode(String id, Document document) {
            try {
                return new Progress(
                        Integer.parseInt(id),
                        document.require(TITLE),
                        Migration.Stage.valueOf(document.require(STAGE)),
                        document.get(CURSOR),
                        document.require(EXAMINED),
                        document.require(CHANGED),
                        document.require(STARTED),
                        document.get(DONE));
            } catch (IllegalArgumentException unknown) {
                throw new DamagedDocument("not the progress of a migration", unknown);
            }
        }
    }
}
