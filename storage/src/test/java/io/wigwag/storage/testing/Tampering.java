package io.wigwag.storage.testing;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Write;

/// What somebody with access to the store, and without keys, could do by hand.
final class Tampering {
    private Tampering() {}

    static Write restored(Schema schema, StoredDocument stored) {
        return put(schema, stored, stored.id(), stored.version(), stored.document());
    }

    /// The document with another content.
    static Write changed(Schema schema, StoredDocument stored, Document content) {
        return put(schema, stored, stored.id(), stored.version(), content);
    }

    /// Another document's content under this one's id.
    static Write moved(Schema schema, StoredDocument from, StoredDocument to) {
        return put(schema, to, to.id(), to.version(), from.document());
    }

    /// The document with one field taken from another.
    static Write grafted(Schema schema, StoredDocument from, Field<?> field, StoredDocument to) {
        var value = from.document().value(field.name()).orElseThrow();
        var document = to.document().toBuilder().put(field.name(), value).build();
        return put(schema, to, to.id(), to.version(), document);
    }

    private static Write put(Schema schema, StoredDocument stored, String id, long version, Document document) {
        return new Write.Restore(new Key(schema, stored.tenant(), id), version, document);
    }
}
