package io.wigwag.gateway.http.json;

import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Any JSON, kept as it is.
record FreeShape(Limits limits) implements Shape<JsonNode> {
    @Override
    public Optional<JsonNode> read(JsonNode json, Place at, Findings findings) {
        return Optional.of(json);
    }

    @Override
    public void write(JsonNode value, JsonGenerator out) {
        out.writeTree(value);
    }

    @Override
    public ObjectNode describe(SchemaBook book) {
        var schema = JsonNodeFactory.instance.objectNode();
        limits.describe(schema);
        return schema;
    }
}
