package io.wigwag.storage.lease;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentCodec;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Schema;
import java.util.Optional;

/// Who owns a thing, and how many have so far. Stays when it is released: tokens only grow.
record Ownership(String thing, Optional<String> owner, long token) {
    static final Field<String> OWNER = Field.text("owner");
    static final Field<Long> TOKEN = Field.whole("token");

    static final Index BY_OWNER = Index.of("byOwner", OWNER).everywhere();

    static final Schema SCHEMA = Schema.named("leases").index(BY_OWNER).build();
    static final RecordType<Ownership> TYPE = new RecordType<>(SCHEMA, new Codec());

    private static final class Codec implements DocumentCodec<Ownership> {
        @Override
        public String id(Ownership ownership) {
            return ownership.thing();
        }

        @Override
        public Document encode(Ownership ownership) {
            return Document.builder()
                    .put(OWNER, ownership.owner())
                    .put(TOKEN, ownership.token())
                    .build();
        }

        @Override
        public Ownership decode(String id, Document document) {
            return new Ownership(id, document.get(OWNER), document.require(TOKEN));
        }
    }
}
