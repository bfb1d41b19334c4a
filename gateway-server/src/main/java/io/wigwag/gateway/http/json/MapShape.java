package io.wigwag.gateway.http.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Values of one shape under names that are free.
record MapShape<V>(Shape<V> value, Limits limits) implements Shape<Map<String, V>> {
    @Override
    public Optional<Map<String, V>> read(JsonNode json, Place at, Findings findings) {
        if (!json.isObject()) {
            findings.add(at.named(), "wrong_type", "Must be a JSON object.");
            return Optional.empty();
        }
        if (!limits.admitsSize(json.size(), "members", at, findings)) {
            return Optional.empty();
        }
        var members = new LinkedHashMap<String, V>();
        json.properties()
                .forEach(member -> value.read(member.getValue(), at.in(member.getKey()), findings)
                        .ifPresent(read -> members.put(member.getKey(), read)));
        return members.size() == json.size() ? Optional.of(members) : Optional.empty();
    }

    @Override
    public void write(Map<String, V> members, JsonGenerator out) {
        out.writeStartObject();
        members.forEach((name, member) -> {
            out.writeName(name);
            value.write(member, out);
        });
        out.writeEndObject();
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.set("additionalProperties", value.describe(book));
        if (!limits.description().isEmpty()) {
            schema.put("description", limits.description());
        }
        return schema;
    }
}
