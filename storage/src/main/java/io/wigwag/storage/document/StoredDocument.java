package io.wigwag.storage.document;

/// A document as it lies in the store. `version` is 1 when inserted and one more with every write.
public record StoredDocument(Tenant tenant, String id, long version, Document document) {
    /// Whether the document is in an index: it has all of its fields.
    public boolean isIn(Index index) {
        return index.fields().stream().allMatch(field -> field.equals(Field.ID) || document.has(field));
    }

    /// What an index sees under a field's name.
    public Value indexed(Field<?> field) {
        return field.equals(Field.ID)
                ? new Value.Text(id)
                : document.value(field.name())
                        .orElseThrow(() -> new DamagedDocument("field " + field.name() + ": missing"));
    }
}
