package io.wigwag.storage.archive;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupKeys.LookupKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the frames of an archive say, in this order: what it holds, records of one collection after the other, the
/// lookup keys that their hashes were made with, and how many records there were.
sealed interface ArchiveFrame {
    record Contents(Extent extent, Instant made, List<String> collections) implements ArchiveFrame {}

    record Records(String collection, List<ArchivedRecord> records) implements ArchiveFrame {}

    record Keys(List<LookupKey> keys) implements ArchiveFrame {}

    record End(long records) implements ArchiveFrame {}

    static Document write(ArchiveFrame frame) {
        return Form.write(frame);
    }

    static ArchiveFrame read(Document document) throws ArchiveFailure {
        try {
            return Form.read(document);
        } catch (DamagedDocument | IllegalArgumentException e) {
            throw new ArchiveFailure.Damaged("a frame that another version wrote: " + document);
        }
    }

    /// Maps by hand.
    final class Form {
        private static final Field<String> FRAME = Field.text("frame");
        private static final Field<String> TENANT = Field.text("tenant");
        private static final Field<Instant> MADE = Field.moment("made");
        private static final Field<List<String>> COLLECTIONS = Field.texts("collections");
        private static final Field<String> COLLECTION = Field.text("collection");
        private static final Field<List<Document>> RECORDS = Field.documents("records");
        private static final Field<List<Document>> KEYS = Field.documents("keys");
        private static final Field<String> ID = Field.text("id");
        private static final Field<Document> DOCUMENT = Field.nested("document");
        private static final Field<String> OWNER = Field.text("owner");
        private static final Field<Octets> KEY = Field.bytes("key");
        private static final Field<Long> COUNT = Field.whole("count");

        private Form() {}

        private static Document write(ArchiveFrame frame) {
            var document = Document.builder();
            return switch (frame) {
                case Contents(var extent, var made, var collections) ->
                    document.put(FRAME, "contents")
                            .put(TENANT, extent.onlyTenant().map(Tenant::name))
                            .put(MADE, made)
                            .put(COLLECTIONS, collections)
                            .build();
                case Records(var collection, var records) ->
                    document.put(FRAME, "records")
                            .put(COLLECTION, collection)
                            .put(RECORDS, records.stream().map(Form::write).toList())
                            .build();
                case Keys(var keys) ->
                    document.put(FRAME, "keys")
                            .put(KEYS, keys.stream().map(Form::write).toList())
                            .build();
                case End(var records) ->
                    document.put(FRAME, "end").put(COUNT, records).build();
            };
        }

        private static ArchiveFrame read(Document document) throws ArchiveFailure {
            return switch (document.require(FRAME)) {
                case "contents" -> {
                    Optional<Extent> tenant =
                            document.get(TENANT).map(Tenant::new).map(Extent.OneTenant::new);
                    yield new Contents(
                            tenant.orElseGet(Extent.Everything::new),
                            document.require(MADE),
                            document.require(COLLECTIONS));
                }
                case "records" ->
                    new Records(
                            document.require(COLLECTION),
                            document.require(RECORDS).stream().map(Form::record).toList());
                case "keys" ->
                    new Keys(document.require(KEYS).stream().map(Form::key).toList());
                case "end" -> new End(document.require(COUNT));
                default -> throw new ArchiveFailure.Damaged("a frame of a newer version");
            };
        }

        private static Document write(ArchivedRecord record) {
            return Document.builder()
                    .put(TENANT, record.tenant().name())
                    .put(ID, record.id())
                    .put(DOCUMENT, record.document())
                    .build();
        }

        private static ArchivedRecord record(Document document) {
            return new ArchivedRecord(
                    new Tenant(document.require(TENANT)), document.require(ID), document.require(DOCUMENT));
        }

        private static Document write(LookupKey key) {
            return Document.builder()
                    .put(TENANT, key.scope().tenant().name())
                    .put(OWNER, key.scope().owner())
                    .put(KEY, key.key())
                    .build();
        }

        private static LookupKey key(Document document) {
            var scope = new KeyScope(new Tenant(document.require(TENANT)), document.require(OWNER));
            return new LookupKey(scope, document.require(KEY));
        }
    }
}
