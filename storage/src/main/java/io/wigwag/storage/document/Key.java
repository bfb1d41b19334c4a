package io.wigwag.storage.document;

/// Which document: a collection, a tenant, an id within both.
public record Key(Schema schema, Tenant tenant, String id) {
    public static final int MAX_ID_LENGTH = 256;

    public Key {
        if (id.isEmpty() || id.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException("id of " + id.length() + " characters in " + schema.name()
                    + " (expected: 1.." + MAX_ID_LENGTH + ")");
        }
    }

    /// Without the id, which may be personal.
    @Override
    public String toString() {
        return schema.name() + " of " + tenant.name();
    }
}
