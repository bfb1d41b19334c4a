package io.wigwag.storage.embedded;

import io.wigwag.storage.document.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A statement and what stands for its question marks. Names come from checked declarations, values only as parameters.
record Sql(String text, List<Value> parameters) {
    static Builder of(String text) {
        return new Builder().add(text);
    }

    static Builder of(String text, Value parameter) {
        return new Builder().add(text, parameter);
    }

    static Builder of(String text, String parameter) {
        return new Builder().add(text, parameter);
    }

    static Sql plain(String text) {
        return new Sql(text, List.of());
    }

    /// Collects a statement; one use, one owner.
    static final class Builder {
        private final StringBuilder text = new StringBuilder();
        private final List<Value> parameters = new ArrayList<>();

        Builder add(String more) {
            text.append(more);
            return this;
        }

        Builder add(String more, Value parameter) {
            parameters.add(parameter);
            return add(more);
        }

        Builder add(String more, String parameter) {
            return add(more, new Value.Text(parameter));
        }

        Builder add(String more, long parameter) {
            return add(more, new Value.Whole(parameter));
        }

        Builder addAll(String more, Collection<? extends Value> values) {
            parameters.addAll(values);
            return add(more);
        }

        Sql build() {
            return new Sql(text.toString(), parameters);
        }
    }
}
