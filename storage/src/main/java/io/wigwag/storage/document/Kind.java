package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a field holds, and how it goes from Java to a [Value] and back.
public final class Kind<V> {
    public static final Kind<String> TEXT = new Kind<>(
            "text",
            true,
            Value.Text::new,
            value -> value instanceof Value.Text(var text) ? Optional.of(text) : Optional.empty());
    public static final Kind<Long> WHOLE = new Kind<>(
            "whole",
            true,
            Value.Whole::new,
            value -> value instanceof Value.Whole(var whole) ? Optional.of(whole) : Optional.empty());
    public static final Kind<Double> REAL = new Kind<>(
            "real",
            false,
            Value.Real::new,
            value -> value instanceof Value.Real(var real) ? Optional.of(real) : Optional.empty());
    public static final Kind<Boolean> FLAG = new Kind<>(
            "flag",
            true,
            Value.Flag::new,
            value -> value instanceof Value.Flag(var flag) ? Optional.of(flag) : Optional.empty());
    public static final Kind<Instant> MOMENT = new Kind<>(
            "moment",
            true,
            Value.Moment::new,
            value -> value instanceof Value.Moment(var moment) ? Optional.of(moment) : Optional.empty());
    public static final Kind<Octets> BYTES = new Kind<>(
            "bytes",
            false,
            Value.Bytes::new,
            value -> value instanceof Value.Bytes(var bytes) ? Optional.of(bytes) : Optional.empty());
    public static final Kind<Document> NESTED = new Kind<>(
            "nested",
            false,
            Value.Nested::new,
            value -> value instanceof Value.Nested(var nested) ? Optional.of(nested) : Optional.empty());
    public static final Kind<List<String>> TEXTS = listOf(TEXT);
    public static final Kind<List<Document>> DOCUMENTS = listOf(NESTED);

    private final String name;
    private final boolean ordered;
    private final Function<V, Value> wrap;
    private final Function<Value, Optional<V>> unwrap;

    private Kind(String name, boolean ordered, Function<V, Value> wrap, Function<Value, Optional<V>> unwrap) {
        this.name = name;
        this.ordered = ordered;
        this.wrap = wrap;
        this.unwrap = unwrap;
    }

    /// A list whose elements are all of one kind.
    public static <E> Kind<List<E>> listOf(Kind<E> element) {
        return new Kind<>(
                "list of " + element.name,
                false,
                list -> new Value.Many(list.stream().map(element.wrap).toList()),
                value -> value instanceof Value.Many(var values) ? element.unwrapAll(values) : Optional.empty());
    }

    private Optional<List<V>> unwrapAll(List<Value> values) {
        var all = values.stream().flatMap(value -> unwrap(value).stream()).toList();
        return all.size() == values.size() ? Optional.of(all) : Optional.empty();
    }

    Value wrap(V value) {
        return wrap.apply(value);
    }

    Optional<V> unwrap(Value value) {
        return unwrap.apply(value);
    }

    boolean admits(Value value) {
        return unwrap(value).isPresent();
    }

    /// Whether every store sorts such values alike, so that an index may hold them. Bytes are not: some stores
    /// compare their lengths first. A hash that is looked up is kept as text.
    boolean isOrdered() {
        return ordered;
    }

    @Override
    public String toString() {
        return name;
    }
}
