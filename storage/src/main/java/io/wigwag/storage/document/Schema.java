package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;
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
    /// Where all that is sealed of a document lies. Not for codecs.
    static final Field<Octets> SEALED = Field.bytes("sealed");

    /// At which version of the document that was done. Not for codecs.
    static final Field<Long> SEALED_AT = Field.whole("sealedAt");

    private static final Set<String> RESERVED = Set.of("id", "tenant", "version", SEALED.name(), SEALED_AT.name());

    private final String name;
    private final Map<String, Index> indexes;
    private final Set<Field<?>> sealedFields;
    private final Set<String> changing;
    private final Optional<Field<String>> sealedFor;
    private final Optional<Field<Instant>> expiry;

    private Schema(Builder builder) {
        this.name = builder.name;
        this.indexes = builder.indexes;
        this.sealedFields = builder.sealedFields;
        this.changing = builder.changing.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
        this.sealedFor = builder.sealedFor.stream().findFirst();
        this.expiry = builder.expiry.stream().findFirst();
        for (var field : indexedFields()) {
            if (RESERVED.contains(field.name()) || sealedFields.contains(field)) {
                throw new IllegalArgumentException(name + ": no index over " + field.name());
            }
        }
        if (sealedFields.stream().anyMatch(field -> isChanging(field.name()))
                || sealedFor.filter(field -> isChanging(field.name())).isPresent()) {
            throw new IllegalArgumentException(name + ": what is sealed, or who for, changes by replacement only");
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

    /// Whether a field may be changed beside what is sealed.
    boolean isChanging(String field) {
        return changing.contains(field);
    }

    /// Fields that the adapter sees as opaque bytes, all as one.
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
        private final Set<Field<?>> changing = new LinkedHashSet<>();
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

        /// Plain fields that updates may change where others are sealed. What is not named here is bound to the sealed
        /// ones, so that a record whose state or owner was exchanged by hand does not open.
        public Builder changing(Field<?>... fields) {
            changing.addAll(List.of(fields));
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
