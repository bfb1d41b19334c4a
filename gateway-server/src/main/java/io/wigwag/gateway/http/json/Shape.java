package io.wigwag.gateway.http.json;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How values of a type look in JSON. Made once, then shared by all threads.
public interface Shape<T> {
    /// The value, or nothing after findings that say why.
    Optional<T> read(JsonNode json, Place at, Findings findings);

    /// The value of a parameter or header, written as often as it came.
    default Optional<T> readTexts(List<String> texts, Place at, Findings findings) {
        throw new IllegalStateException(this + " can't be a parameter");
    }

    void write(T value, JsonGenerator out);

    /// A JSON Schema; what has a name of its own stands in the book and is referred to.
    ObjectNode describe(SchemaBook book);

    /// Whether a field of this shape may be left out, and what it is then.
    default Optional<T> whenAbsent() {
        return Optional.empty();
    }

    /// Whether a value is left out when it is written.
    default boolean isAbsent(T value) {
        return false;
    }
}
