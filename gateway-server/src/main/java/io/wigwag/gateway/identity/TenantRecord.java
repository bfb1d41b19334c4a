package io.wigwag.gateway.identity;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.time.Instant;

/// A tenant: whose devices, messages and keys those are that carry its id.
record TenantRecord(String id, String name, Instant created) {
    private static final Field<String> NAME = Field.text("name");
    private static final Field<Instant> CREATED = Field.moment("created");

    static final Schema SCHEMA = Schema.named("tenants").build();
    static final RecordType<TenantRecord> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<TenantRecord> {
        @Override
        public String id(TenantRecord tenant) {
            return tenant.id();
        }

        @Override
        public Document encode(TenantRecord tenant) {
            return Document.builder()
                    .put(NAME, tenant.name())
                    .put(CREATED, tenant.created())
                    .build();
        }

        @Override
        public TenantRecord decode(String id, Document document) {
            return new TenantRecord(id, document.require(NAME), document.require(CREATED));
        }
    }
}
