package io.wigwag.storage.lease;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Duration;
import java.time.Instant;

/// A process that shares the store. Its version counts its renewals; `renewed` is for people to read. The others
/// give it its own patience: versions of the program with different settings may run side by side.
record Member(String id, String name, Instant renewed, Duration patience, boolean gone) {
    static final Field<String> NAME = Field.text("name");
    static final Field<Instant> RENEWED = Field.moment("renewed");
    static final Field<Long> PATIENCE = Field.whole("patienceMillis");
    static final Field<Boolean> GONE = Field.flag("gone");
    static final Field<Instant> UNTIL = Field.moment("until");

    static final Schema SCHEMA = Schema.named("members").expiring(UNTIL).build();
    static final RecordType<Member> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<Member> {
        @Override
        public String id(Member member) {
            return member.id();
        }

        @Override
        public Document encode(Member member) {
            return Document.builder()
                    .put(NAME, member.name())
                    .put(RENEWED, member.renewed())
                    .put(PATIENCE, member.patience().toMillis())
                    .build();
        }

        @Override
        public Member decode(String id, Document document) {
            return new Member(
                    id,
                    document.require(NAME),
                    document.require(RENEWED),
                    Duration.ofMillis(document.require(PATIENCE)),
                    document.has(GONE));
        }
    }
}
