package io.wigwag.storage.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Named values, in the order of their names. A field that has nothing to say is left out: there is no null.
public final class Document {
    public static final Document EMPTY = new Document(new String[0], new Value[0]);

    private final String[] names;
    private final Value[] values;

    private Document(String[] names, Value[] values) {
        this.names = names;
        this.values = values;
    }

    public static Builder builder() {
        return new Builder(new String[Builder.USUAL], new Value[Builder.USUAL], 0);
    }

    /// Starts from what is here.
    public Builder toBuilder() {
        var room = names.length + 2;
        return new Builder(Arrays.copyOf(names, room), Arrays.copyOf(values, room), names.length);
    }

    public int size() {
        return names.length;
    }

    /// Gives each name with its value, in the order of the names.
    public void forEach(BiConsumer<String, Value> taker) {
        for (var i = 0; i < names.length; i++) {
            taker.accept(names[i], values[i]);
        }
    }

    /// All of it as a map, which is made for this.
    public SortedMap<String, Value> values() {
        var map = new TreeMap<String, Value>();
        forEach(map::put);
        return map;
    }

    public Optional<Value> value(String name) {
        var at = Arrays.binarySearch(names, name);
        return at < 0 ? Optional.empty() : Optional.of(values[at]);
    }

    public boolean has(Field<?> field) {
        return Arrays.binarySearch(names, field.name()) >= 0;
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
        return other instanceof Document that && Arrays.equals(names, that.names) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
    }

    /// Names only: values may be personal.
    @Override
    public String toString() {
        return "Document" + List.of(names);
    }

    /// Collects fields; one use, one owner.
    public static final class Builder {
        private static final int USUAL = 12;

        private String[] names;
        private Value[] values;
        private int size;

        private Builder(String[] names, Value[] values, int size) {
            this.names = names;
            this.values = values;
            this.size = size;
        }

        public <V> Builder put(Field<V> field, V value) {
            return set(field.name(), field.of(value));
        }

        /// Leaves the field out when there is nothing to put.
        public <V> Builder put(Field<V> field, Optional<V> value) {
            value.ifPresent(present -> put(field, present));
            return this;
        }

        public Builder put(String name, Value value) {
            return set(Names.check("field", name), value);
        }

        /// Under a name that was checked before.
        Builder set(String name, Value value) {
            var at = Arrays.binarySearch(names, 0, size, name);
            if (at < 0) {
                at = -at - 1;
                open(at);
                names[at] = name;
            }
            values[at] = value;
            return this;
        }

        private void open(int at) {
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            System.arraycopy(names, at, names, at + 1, size - at);
            System.arraycopy(values, at, values, at + 1, size - at);
            size++;
        }

        public Builder remove(String name) {
            var at = Arrays.binarySearch(names, 0, size, name);
            if (at >= 0) {
                size--;
                System.arraycopy(names, at + 1, names, at, size - at);
                System.arraycopy(values, at + 1, values, at, size - at);
            }
            return this;
        }

        public Document build() {
            return size == 0 ? EMPTY : new Document(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
        }
    }
}
