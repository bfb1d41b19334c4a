package io.wigwag.gateway.http.json;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// One of a few words: the constants' names in snake case.
record EnumShape<E extends Enum<E>>(Class<E> type, Limits limits) implements Shape<E> {
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<E> read(JsonNode json, Place at, Findings findings) {
        if (!json.isString()) {
            findings.add(at.named(), "wrong_type", "Must be a JSON string.");
            return Optional.empty();
        }
        return readTexts(List.of(json.stringValue()), at, findings);
    }

    @Override
    public Optional<E> readTexts(List<String> texts, Place at, Findings findings) {
        var found = Arrays.stream(type.getEnumConstants())
                .filter(constant -> texts.equals(List.of(word(constant))))
                .findFirst();
        if (found.isEmpty()) {
            var words =
                    Arrays.stream(type.getEnumConstants()).map(EnumShape::word).toList();
            findings.add(at.named(), "unknown_word", "Must be one of " + String.join(", ", words) + ".");
        }
        return found;
    }

    @Override
    public void write(E value, JsonGenerator out) {
        out.writeString(word(value));
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "string");
        var words = schema.putArray("enum");
        Arrays.stream(type.getEnumConstants()).map(EnumShape::word).forEach(words::add);
        limits.describe(schema);
        return schema;
    }
}
