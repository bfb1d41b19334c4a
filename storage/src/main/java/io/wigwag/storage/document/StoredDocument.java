package io.wigwag.storage.document;

import java.util.Optional;

/// A document as it lies in the store. `version` is 1 when inserted and one more with every write.
///
/// @param damage why the content does not read, when it does not
public record StoredDocument(Tenant tenant, String id, long version, Document document, Optional<String> damage) {
    public StoredDocument(Tenant tenant, String id, long version, Document document) {
        this(tenant, id, version, document, Optional.empty());
    }

    /// A document whose content does not read, so that it is told from those around it.
    ///
    /// @param known what its indexes say of it
    public static StoredDocument damaged(Tenant tenant, String id, long version, Document known, String why) {
        return new StoredDocument(tenant, id, version, known, Optional.of(why));
    }

    /// The content; fails with [DamagedDocument] when it does not read.
    @Override
    public Document document() {
        if (damage.isPresent()) {
            throw new DamagedDocument(damage.get());
        }
        return document;
    }

    public boolean isDamaged() {
        return damage.isPresent();
    }

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
