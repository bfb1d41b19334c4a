package io.wigwag.storage.seal;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;

/// Any document, opened, whatever its collection holds: for work that concerns all collections alike.
public record OpenedDocument(String id, Document document) {
    /// The documents of a collection as they are.
    public static RecordType<OpenedDocument> of(Schema schema) {
        return new RecordType<>(schema, new AsItIs());
    }

    private static final class AsItIs implements DocumentCodec<OpenedDocument> {
        @Override
        public String id(OpenedDocument record) {
            return record.id();
        }

        @Override
        public Document encode(OpenedDocument record) {
            return record.document();
        }

        @Override
        public OpenedDocument decode(String id, Document document) {
            return new OpenedDocument(id, document);
        }
    }
}
