package io.wigwag.gateway.http.json;

import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A sealed interface of records: an object whose member `type` says which.
///
/// @param cases by the word for them, in the order of their declaration; filled after the shape was made
record ChoiceShape<S>(Class<S> type, String name, Map<String, RecordShape<? extends S>> cases) implements Shape<S> {
    static final String MEMBER = "type";

    @Override
    public Optional<S> read(JsonNode json, Place at, Findings findings) {
        if (!json.isObject()) {
            findings.add(at.named(), "wrong_type", "Must be a JSON object.");
            return Optional.empty();
        }
        var chosen = Optional.ofNullable(json.get(MEMBER))
                .flatMap(word -> Optional.ofNullable(cases.get(word.stringValue(""))));
        if (chosen.isEmpty()) {
            var code = json.has(MEMBER) ? "unknown_word" : "missing";
            findings.add(at.in(MEMBER).named(), code, "Must be one of " + String.join(", ", cases.keySet()) + ".");
        }
        return chosen.flatMap(shape -> shape.read(json, at, findings).map(type::cast));
    }

    @Override
    public void write(S value, JsonGenerator out) {
        cases.values().stream()
                .filter(shape -> shape.type().isInstance(value))
                .findFirst()
                .ifPresent(shape -> writeAs(shape, value, out));
    }

    private static <R> void writeAs(RecordShape<R> shape, Object value, JsonGenerator out) {
        shape.write(shape.type().cast(value), out);
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        return book.refer(name, type, () -> {
            var schema = JsonNodeFactory.instance.objectNode();
            var options = schema.putArray("oneOf");
            var mapping = schema.putObject("discriminator")
                    .put("propertyName", MEMBER)
                    .putObject("mapping");
            cases.forEach((word, shape) -> {
                var reference = shape.describe(book);
                mapping.put(word, reference.path("$ref").stringValue(""));
                options.add(reference);
            });
            return schema;
        });
    }
}
