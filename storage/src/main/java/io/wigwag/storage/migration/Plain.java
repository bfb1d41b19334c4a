package io.wigwag.storage.migration;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;

/// A document of any collection as it is, opened: what a migration works on.
record Plain(String id, Document document) {
    static RecordType<Plain> of(Schema schema) {
        return new RecordType<>(schema, new Codec());
    }

    private static final class Codec implements DocumentCodec<Plain> {
        @Override
        public String id(Plain plain) {
            return plain.id();
        }

        @Override
        public Document encode(Plain plain) {
            return plain.document();
        }

        @Override
        public Plain decode(String id, Document document) {
            return new Plain(id, document);
        }
    }
}
