package io.wigwag.storage.document;

/// Puts a schema's sealed fields through the sealer. Each becomes bytes under its own name; the version at which
/// this was done stands beside them.
final class Sealing {
    private final Schema schema;
    private final Sealer sealer;

    Sealing(Schema schema, Sealer sealer) {
        this.schema = schema;
        this.sealer = sealer;
    }

    Document seal(Tenant tenant, String id, long version, Document plain) {
        if (schema.sealedFields().isEmpty()) {
            return plain;
        }
        var sealed = plain.toBuilder();
        for (var field : schema.sealedFields()) {
            plain.value(field.name())
                    .map(DocumentBytes::write)
                    .map(bytes -> sealer.seal(context(tenant, id, version, plain, field), bytes))
                    .ifPresent(bytes -> sealed.put(field.name(), new Value.Bytes(bytes)));
        }
        return sealed.put(Schema.SEALED_AT, version).build();
    }

    Document open(StoredDocument stored) {
        var sealed = stored.document();
        if (schema.sealedFields().isEmpty()) {
            return sealed;
        }
        var version = sealed.require(Schema.SEALED_AT);
        var plain = sealed.toBuilder().remove(Schema.SEALED_AT.name());
        for (var field : schema.sealedFields()) {
            sealed.get(Field.bytes(field.name())).ifPresent(bytes -> {
                var opened = sealer.open(context(stored.tenant(), stored.id(), version, sealed, field), bytes);
                try {
                    plain.put(field.name(), DocumentBytes.read(opened));
                } catch (MalformedDocument malformed) {
                    throw new DamagedDocument(schema + "." + field.name() + " does not read", malformed);
                }
            });
        }
        return plain.build();
    }

    /// Sealed fields change by replacement only: an update does not know the version that they would be sealed at.
    void requirePlain(Update update) {
        for (var change : update.changes()) {
            if (schema.sealedFields().stream().anyMatch(field -> field.name().equals(change.field()))
                    || schema.sealedFor()
                            .filter(field -> field.name().equals(change.field()))
                            .isPresent()) {
                throw new IllegalArgumentException(schema + "." + change.field() + " changes by replacement only");
            }
        }
        if (update.inserting() && !schema.sealedFields().isEmpty()) {
            throw new IllegalArgumentException(schema + " has sealed fields: no update inserts there");
        }
    }

    private SealContext context(Tenant tenant, String id, long version, Document document, Field<?> field) {
        var owner = schema.sealedFor().flatMap(document::get).orElse("");
        return new SealContext(tenant, owner, schema.name(), id, field.name(), version);
    }
}
