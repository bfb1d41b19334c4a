package io.wigwag.storage.eventlog;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;

/// A number in the log of a device: where it ends, or how far somebody has read.
record Mark(String id, long number) {
    static final Field<Long> NUMBER = Field.whole("number");

    static final Schema HEADS = Schema.named("eventHeads").build();
    static final Schema READERS = Schema.named("readers").build();
    static final RecordType<Mark> HEAD = new RecordType<>(HEADS, new Codec());
    static final RecordType<Mark> READER = new RecordType<>(READERS, new Codec());

    private static final class Codec implements DocumentCodec<Mark> {
        @Override
        public String id(Mark mark) {
            return mark.id();
        }

        @Override
        public Document encode(Mark mark) {
            return Document.builder().put(NUMBER, mark.number()).build();
        }

        @Override
        public Mark decode(String id, Document document) {
            return new Mark(id, document.require(NUMBER));
        }
    }
}
