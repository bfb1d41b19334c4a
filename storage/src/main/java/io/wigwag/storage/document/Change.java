package io.wigwag.storage.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One change of one field, done by the store itself, so that two writers at once lose nothing.
public sealed interface Change {
    String field();

    record Set(String field, Value value) implements Change {}

    record Unset(String field) implements Change {}

    /// Adds to a whole number, from 0 when the field is not there.
    record Increment(String field, long by) implements Change {}

    /// Raises a whole number or a moment to at least this; sets it when the field is not there.
    record Max(String field, Value value) implements Change {}

    /// Appends to a list, and keeps its last `keep` elements.
    record Push(String field, Value value, int keep) implements Change {}

    /// The field's value afterwards. For adapters that change documents themselves.
    default Optional<Value> of(Optional<Value> before) {
        return switch (this) {
            case Set set -> Optional.of(set.value());
            case Unset unset -> Optional.empty();
            case Increment increment ->
                Optional.of(
                        switch (before.orElse(new Value.Whole(0))) {
                            case Value.Whole(var whole) -> new Value.Whole(whole + increment.by());
                            default -> throw wrongKind();
                        });
            case Max max ->
                before.filter(present -> Value.compare(present, max.value()) >= 0)
                        .or(() -> Optional.of(max.value()));
            case Push push ->
                Optional.of(
                        switch (before.orElse(new Value.Many(List.of()))) {
                            case Value.Many(var values) -> push(values, push.value(), push.keep());
                            default -> throw wrongKind();
                        });
        };
    }

    private static Value push(List<Value> values, Value value, int keep) {
        var longer = new ArrayList<>(values);
        longer.add(value);
        return new Value.Many(longer.subList(Math.max(0, longer.size() - keep), longer.size()));
    }

    private DamagedDocument wrongKind() {
        return new DamagedDocument("field " + field() + ": of another kind than its change expects");
    }
}
