package io.wigwag.gateway.http.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values of one shape in their order. As a parameter: repeated, or one text with commas.
record ListShape<E>(Shape<E> element, Limits limits) implements Shape<List<E>> {
    @Override
    public Optional<List<E>> read(JsonNode json, Place at, Findings findings) {
        if (!json.isArray()) {
            findings.add(at.named(), "wrong_type", "Must be a JSON array.");
            return Optional.empty();
        }
        if (!limits.admitsSize(json.size(), "elements", at, findings)) {
            return Optional.empty();
        }
        var elements = new ArrayList<E>(json.size());
        for (var i = 0; i < json.size(); i++) {
            element.read(json.get(i), at.in(String.valueOf(i)), findings).ifPresent(elements::add);
        }
        return elements.size() == json.size() ? Optional.of(List.copyOf(elements)) : Optional.empty();
    }

    @Override
    public Optional<List<E>> readTexts(List<String> texts, Place at, Findings findings) {
        var parts = texts.stream()
                .flatMap(text -> Stream.of(text.split(",", -1)))
                .filter(part -> !part.isEmpty())
                .toList();
        if (!limits.admitsSize(parts.size(), "elements", at, findings)) {
            return Optional.empty();
        }
        var elements = new ArrayList<E>(parts.size());
        for (var part : parts) {
            element.readTexts(List.of(part), at, findings).ifPresent(elements::add);
        }
        return elements.size() == parts.size() ? Optional.of(List.copyOf(elements)) : Optional.empty();
    }

    @Override
    public void write(List<E> value, JsonGenerator out) {
        out.writeStartArray();
        value.forEach(each -> element.write(each, out));
        out.writeEndArray();
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "array");
        schema.set("items", element.describe(book));
        limits.describe(schema);
        return schema;
    }
}
