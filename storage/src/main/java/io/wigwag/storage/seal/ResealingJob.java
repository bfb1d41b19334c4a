package io.wigwag.storage.seal;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;

/// How far the resealing of a tenant has come: within which collection, after which id, how many records so far.
record ResealingJob(Instant begun, String collection, String last, long resealed) {
    static final String ID = "job";

    private static final Field<Instant> BEGUN = Field.moment("begun");
    private static final Field<String> COLLECTION = Field.text("collection");
    private static final Field<String> LAST = Field.text("last");
    private static final Field<Long> RESEALED = Field.whole("resealed");

    static final Schema SCHEMA = Schema.named("resealings").build();
    static final RecordType<ResealingJob> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<ResealingJob> {
        @Override
        public String id(ResealingJob job) {
            return ID;
        }

        @Override
        public Document encode(ResealingJob job) {
            return Document.builder()
                    .put(BEGUN, job.begun())
                    .put(COLLECTION, job.collection())
                    .put(LAST, job.last())
                    .put(RESEALED, job.resealed())
                    .build();
        }

        @Override
        public ResealingJob decode(String id, Document document) {
            return new ResealingJob(
                    document.require(BEGUN),
                    document.require(COLLECTION),
                    document.require(LAST),
                    document.require(RESEALED));
        }
    }
}
