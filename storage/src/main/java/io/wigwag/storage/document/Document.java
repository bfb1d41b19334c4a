package io.wigwag.storage.document;

import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Named values, in the order of their names. A field that has nothing to say is left out: there is no null.
public final class Document {
    public static final Document EMPTY = new Document(new TreeMap<>());

    private final SortedMap<String, Value> values;

    private Document(SortedMap<String, Value> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Builder builder() {
        return new Builder(new TreeMap<>());
    }

    /// Starts from what is here.
    public Builder toBuilder() {
        return new Builder(new TreeMap<>(values));
    }

    public SortedMap<String, Value> values() {
        return values;
    }

    public Optional<Value> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public boolean has(Field<?> field) {
        return values.containsKey(field.name());
    }

    /// The field's value, or empty when it is not there.
    public <V> Optional<V> get(Field<V> field) {
        return value(field.name())
                .map(value -> field.kind()
                        .unwrap(value)
                        .orElseThrow(() -> new DamagedDocument("field " + field.name() + ": not a " + field.kind())));
    }

    /// The value of a field without which the document makes no sense.
    public <V> V require(Field<V> field) {
        return get(field).orElseThrow(() -> new DamagedDocument("field " + field.name() + ": missing"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Document that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(values);
    }

    /// Names only: values may be personal.
    @Override
    public String toString() {
        return "Document" + values.keySet();
    }

    /// Collects fields; one use, one owner.
    public static final class Builder {
        private final SortedMap<String, Value> values;

        private Builder(SortedMap<String, Value> values) {
            this.values = values;
        }

        public <V> Builder put(Field<V> field, V value) {
            return put(field.name(), field.of(value));
        }

        /// Leaves the field out when there is nothing to put.
        public <V> Builder put(Field<V> field, Optional<V> value) {
            value.ifPresent(present -> put(field, present));
            return this;
        }

        public Builder put(String name, Value value) {
            values.put(Names.check("field", name), value);
            return this;
        }

        public Builder remove(String name) {
            values.remove(name);
            return this;
        }

        public Document build() {
            return values.isEmpty() ? EMPTY : new Document(new TreeMap<>(values));
        }
    }
}
