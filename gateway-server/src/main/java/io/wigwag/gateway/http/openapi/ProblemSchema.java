package io.wigwag.gateway.http.openapi;

import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.json.SchemaBook;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What every problem looks like.
final class ProblemSchema {
    private static final String NAME = "Problem";

    private ProblemSchema() {}

    static ObjectNode reference() {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/schemas/" + NAME);
    }

    static void addTo(SchemaBook book) {
        var schema = JsonNodeFactory.instance
                .objectNode()
                .put("type", "object")
                .put("description", "What went wrong (RFC 9457). Switch on `code`.");
        var properties = schema.putObject("properties");
        properties.putObject("type").put("type", "string").put("format", "uri-reference");
        text(properties, "title");
        properties.putObject("status").put("type", "integer");
        text(properties, "detail");
        text(properties, "instance");
        var codes = properties.putObject("code").put("type", "string").putArray("enum");
        for (var code : ProblemCode.values()) {
            codes.add(code.word());
        }
        properties.putObject("retryable").put("type", "boolean");
        properties.putObject("retryAfter").put("type", "integer");
        text(properties, "traceId");
        var errors = properties.putObject("errors").put("type", "array").putObject("items");
        errors.put("type", "object");
        var error = errors.putObject("properties");
        List.of("pointer", "parameter", "header", "code", "detail").forEach(name -> text(error, name));
        errors.putArray("required").add("code").add("detail");
        var required = schema.putArray("required");
        List.of("type", "title", "status", "detail", "code", "retryable").forEach(required::add);
        book.add(NAME, schema);
    }

    private static void text(ObjectNode properties, String name) {
        properties.putObject(name).put("type", "string");
    }
}
