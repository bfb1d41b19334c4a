package io.wigwag.gateway.http.json;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A field that may be left out, and is then left out of answers too. `null` says the same on the way in.
record OptionalShape<T>(Shape<T> present) implements Shape<Optional<T>> {
    @Override
    public Optional<Optional<T>> read(JsonNode json, Place at, Findings findings) {
        return json.isNull() ? whenAbsent() : given(present.read(json, at, findings));
    }

    @Override
    public Optional<Optional<T>> readTexts(List<String> texts, Place at, Findings findings) {
        return given(present.readTexts(texts, at, findings));
    }

    /// What was given and could not be read is a mistake, and not absent.
    private static <T> Optional<Optional<T>> given(Optional<T> read) {
        return read.isPresent() ? Optional.of(read) : Optional.empty();
    }

    @Override
    public void write(Optional<T> value, JsonGenerator out) {
        value.ifPresentOrElse(there -> present.write(there, out), out::writeNull);
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        return present.describe(book);
    }

    @Override
    public Optional<Optional<T>> whenAbsent() {
        return Optional.of(Optional.empty());
    }

    @Override
    public boolean isAbsent(Optional<T> value) {
        return value.isEmpty();
    }
}
