package io.wigwag.gateway.identity;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// An API key as it is kept: enough to know it again, too little to show it.
record KeyRecord(String keyId, Octets hash, String label, Set<String> permissions, Instant created) {
    static final Field<String> KEY_ID = Field.text("keyId");
    private static final Field<Octets> HASH = Field.bytes("hash");
    private static final Field<String> LABEL = Field.text("label");
    private static final Field<List<String>> PERMISSIONS = Field.texts("permissions");
    private static final Field<Instant> CREATED = Field.moment("created");

    static final Index BY_KEY_ID = Index.unique("byKeyId", KEY_ID).everywhere();
    static final Schema SCHEMA = Schema.named("apiKeys").index(BY_KEY_ID).build();
    static final RecordType<KeyRecord> TYPE = new RecordType<>(SCHEMA, new Codec());

    KeyRecord {
        permissions = Set.copyOf(permissions);
    }

    private static final class Codec implements DocumentCodec<KeyRecord> {
        @Override
        public String id(KeyRecord key) {
            return "key_" + key.keyId();
        }

        @Override
        public Document encode(KeyRecord key) {
            return Document.builder()
                    .put(KEY_ID, key.keyId())
                    .put(HASH, key.hash())
                    .put(LABEL, key.label())
                    .put(PERMISSIONS, key.permissions().stream().sorted().toList())
                    .put(CREATED, key.created())
                    .build();
        }

        @Override
        public KeyRecord decode(String id, Document document) {
            return new KeyRecord(
                    document.require(KEY_ID),
                    document.require(HASH),
                    document.require(LABEL),
                    Set.copyOf(document.require(PERMISSIONS)),
                    document.require(CREATED));
        }
    }
}
