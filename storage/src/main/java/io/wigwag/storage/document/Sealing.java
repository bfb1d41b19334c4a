package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;

/// Puts a schema's sealed fields through the sealer, all of them as one: nothing can be taken out of a record or put
/// into it unnoticed. The version at which this was done stands beside it. Plain fields are bound to it, too, except
/// those that were declared to change.
final class Sealing {
    private final Schema schema;
    private final Sealer sealer;

    Sealing(Schema schema, Sealer sealer) {
        this.schema = schema;
        this.sealer = sealer;
    }

    Document seal(Tenant tenant, String id, long version, Document whole) {
        if (schema.sealedFields().isEmpty()) {
            return whole;
        }
        var secret = Document.builder();
        var plain = whole.toBuilder();
        for (var field : schema.sealedFields()) {
            whole.value(field.name()).ifPresent(value -> secret.set(field.name(), value));
            plain.remove(field.name());
        }
        var open = plain.build();
        var sealed = sealer.seal(context(tenant, id, version, open), DocumentBytes.write(secret.build()));
        return open.toBuilder()
                .put(Schema.SEALED, sealed)
                .put(Schema.SEALED_AT, version)
                .build();
    }

    Document open(StoredDocument stored) {
        var document = stored.document();
        if (schema.sealedFields().isEmpty()) {
            return document;
        }
        var plain = document.toBuilder()
                .remove(Schema.SEALED.name())
                .remove(Schema.SEALED_AT.name())
                .build();
        var context = context(stored.tenant(), stored.id(), document.require(Schema.SEALED_AT), plain);
        var opened = sealer.open(context, document.require(Schema.SEALED));
        try {
            var whole = plain.toBuilder();
            DocumentBytes.readDocument(opened).forEach(whole::set);
            return whole.build();
        } catch (MalformedDocument malformed) {
            throw new DamagedDocument(schema + ": what was sealed does not read", malformed);
        }
    }

    /// What is bound changes by replacement only: an update does not know the version that it would be sealed at.
    void requireFree(Update update) {
        if (schema.sealedFields().isEmpty()) {
            return;
        }
        for (var change : update.changes()) {
            if (!schema.isChanging(change.field())) {
                throw new IllegalArgumentException(schema + "." + change.field() + " changes by replacement only");
            }
        }
        if (update.inserting()) {
            throw new IllegalArgumentException(schema + " has sealed fields: no update inserts there");
        }
    }

    private SealContext context(Tenant tenant, String id, long version, Document plain) {
        var owner = schema.sealedFor().flatMap(plain::get).orElse("");
        return new SealContext(tenant, owner, schema.name(), id, version, beside(plain));
    }

    private Octets beside(Document plain) {
        var bound = Document.builder();
        plain.forEach((name, value) -> {
            if (!schema.isChanging(name)) {
                bound.set(name, value);
            }
        });
        return DocumentBytes.write(bound.build());
    }
}
