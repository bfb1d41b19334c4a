package io.wigwag.gateway.http.json;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A single value: a number or a flag as itself, everything else as a text.
///
/// @param parse takes the text of a JSON string, of a JSON number or flag, or of a parameter; fails with an
///     [IllegalArgumentException] that says what was expected
record ScalarShape<T>(Kind kind, String format, Parser<T> parse, Function<T, String> print, Limits limits)
        implements Shape<T> {
    /// How it is written in JSON.
    enum Kind {
        TEXT("string"),
        WHOLE("integer"),
        REAL("number"),
        FLAG("boolean");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    /// Reads a text.
    interface Parser<T> {
        T parse(String text);
    }

    ScalarShape<T> within(Limits other) {
        return new ScalarShape<>(kind, format, parse, print, other);
    }

    @Override
    public Optional<T> read(JsonNode json, Place at, Findings findings) {
        var fits = switch (kind) {
            // Whole numbers of 64 bits travel as texts, and small ones may come either way.
            case TEXT -> json.isString() || (format.equals("int64") && json.isIntegralNumber());
            case WHOLE -> json.isIntegralNumber();
            case REAL -> json.isNumber();
            case FLAG -> json.isBoolean();
        };
        if (!fits) {
            findings.add(at.named(), "wrong_type", "Must be a JSON " + kind.type + ".");
            return Optional.empty();
        }
        return parsed(json.asString(), at, findings);
    }

    @Override
    public Optional<T> readTexts(List<String> texts, Place at, Findings findings) {
        if (texts.size() != 1) {
            findings.add(at.named(), "repeated", "May be given once.");
            return Optional.empty();
        }
        return parsed(texts.getFirst(), at, findings);
    }

    private Optional<T> parsed(String text, Place at, Findings findings) {
        try {
            var value = parse.parse(text);
            var admitted = value instanceof Number number
                    ? limits.admits(number, at, findings)
                    : limits.admits(text, at, findings);
            return admitted ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException unfit) {
            findings.add(at.named(), "wrong_form", String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void write(T value, JsonGenerator out) {
        switch (kind) {
            case TEXT -> out.writeString(print.apply(value));
            case WHOLE, REAL -> out.writeNumber(print.apply(value));
            case FLAG -> out.writeBoolean(Boolean.parseBoolean(print.apply(value)));
        }
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", kind.type);
        if (!format.isEmpty()) {
            schema.put("format", format);
        }
        limits.describe(schema);
        return schema;
    }
}
