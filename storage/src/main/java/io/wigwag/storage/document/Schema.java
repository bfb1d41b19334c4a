package io.wigwag.storage.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The declaration of a collection: its indexes, the fields that are sealed, and the field that says when a
/// document may be removed. Two schemas of one name are one collection, so a program declares each once, as a
/// constant.
public final class Schema {
    /// Where the store notes at which version a document's fields were sealed. Not for codecs.
    static final Field<Long> SEALED_AT = Field.whole("sealedAt");

    private static final Set<String> RESERVED = Set.of("id", "tenant", "version", SEALED_AT.name());

    private final String name;
    private final Map<String, Index> indexes;
    private final Set<Field<?>> sealedFields;
    private final Optional<Field<String>> sealedFor;
    private final Optional<Field<Instant>> expiry;

    private Schema(Builder builder) {
        this.name = builder.name;
        this.indexes = builder.indexes;
        this.sealedFields = builder.sealedFields;
        this.sealedFor = builder.sealedFor.stream().findFirst();
        this.expiry = builder.expiry.stream().findFirst();
        for (var field : indexedFields()) {
            if (RESERVED.contains(field.name()) || sealedFields.contains(field)) {
                throw new IllegalArgumentException(name + ": no index over " + field.name());
            }
        }
        if (sealedFor.filter(sealedFields::contains).isPresent()) {
            throw new IllegalArgumentException(name + ": who seals is known before anything is opened");
        }
        for (var field : sealedFields) {
            if (RESERVED.contains(field.name())) {
                throw new IllegalArgumentException(name + ": " + field.name() + " is the store's own");
            }
        }
    }

    public static Builder named(String name) {
        return new Builder(Names.check("collection", name));
    }

    public String name() {
        return name;
    }

    /// Those declared here, the one over expiry among them; not [Index#BY_ID] and [Index#EVERYTHING].
    public List<Index> indexes() {
        return List.copyOf(indexes.values());
    }

    public boolean has(Index index) {
        return index.equals(Index.BY_ID) || index.equals(Index.EVERYTHING) || indexes.containsValue(index);
    }

    /// Every field that some index needs, each once.
    public Set<Field<?>> indexedFields() {
        return indexes.values().stream()
                .flatMap(index -> index.fields().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Fields that the adapter sees as opaque bytes.
    public Set<Field<?>> sealedFields() {
        return sealedFields;
    }

    /// A plain field that names whose key seals a document, a device's id say; the tenant's own when there is none.
    public Optional<Field<String>> sealedFor() {
        return sealedFor;
    }

    /// The field that says from when on a document may be removed.
    public Optional<Field<Instant>> expiry() {
        return expiry;
    }

    static Index expiryIndex(Field<Instant> from) {
        return Index.of("expiry", from).everywhere();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }

    /// Collects a declaration; one use, one owner.
    public static final class Builder {
        private final String name;
        private final Map<String, Index> indexes = new LinkedHashMap<>();
        private final Set<Field<?>> sealedFields = new LinkedHashSet<>();
        private final List<Field<String>> sealedFor = new ArrayList<>();
        private final List<Field<Instant>> expiry = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder index(Index index) {
            if (index.fields().isEmpty()
                    || index.name().equals(Index.BY_ID.name())
                    || indexes.putIfAbsent(index.name(), index) != null) {
                throw new IllegalArgumentException(name + ": index " + index.name() + " is there already");
            }
            return this;
        }

        public Builder sealed(Field<?>... fields) {
            sealedFields.addAll(List.of(fields));
            return this;
        }

        public Builder sealedFor(Field<String> owner) {
            sealedFor.addFirst(owner);
            return this;
        }

        public Builder expiring(Field<Instant> from) {
            expiry.addFirst(from);
            return index(expiryIndex(from));
        }

        public Schema build() {
            return new Schema(this);
        }
    }
}
