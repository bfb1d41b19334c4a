package io.wigwag.sandbox.fault;

import java.util.Optional;

/// What an attribute has to be like.
public sealed interface TextMatch {
    record Exact(String text) implements TextMatch {}

    record Prefix(String text) implements TextMatch {}

    record Absent() implements TextMatch {}

    default boolean fits(Optional<String> value) {
        return switch (this) {
            case Exact(var text) -> value.filter(text::equals).isPresent();
            case Prefix(var text) ->
                value.filter(there -> there.startsWith(text)).isPresent();
            case Absent() -> value.isEmpty();
        };
    }
}
