package io.wigwag.sandbox.shape;

import io.wigwag.sandbox.shape.Shape.ListOf;
import io.wigwag.sandbox.shape.Shape.MapOf;
import io.wigwag.sandbox.shape.Shape.Members;
import io.wigwag.sandbox.shape.Shape.Named;
import io.wigwag.sandbox.shape.Shape.OneOf;
import io.wigwag.sandbox.shape.Shape.Plain;
import io.wigwag.sandbox.shape.Shape.Word;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Shapes as JSON Schema says them, for an OpenAPI document in which the named ones are components.
public final class JsonSchema {
    private JsonSchema() {}

    public static ObjectNode of(Shape shape) {
        var schema = JsonNodeFactory.instance.objectNode();
        switch (shape) {
            case Plain plain -> plain(schema, plain);
            case Word(var text) -> schema.put("const", text);
            case ListOf(var element) -> schema.put("type", "array").set("items", of(element));
            case MapOf(var value) -> schema.put("type", "object").set("additionalProperties", of(value));
            case Members members -> members(schema, members);
            case OneOf(var choices) -> choices(schema, choices);
            case Named(var name) -> schema.put("$ref", "#/components/schemas/" + name);
        }
        return schema;
    }

    private static void plain(ObjectNode schema, Plain plain) {
        switch (plain) {
            case TEXT -> schema.put("type", "string");
            case INT -> schema.put("type", "integer");
            case DECIMAL -> schema.put("type", "number");
            case FLAG -> schema.put("type", "boolean");
            case TIME -> schema.put("type", "string").put("format", "date-time");
            case BASE64 -> schema.put("type", "string").put("contentEncoding", "base64");
            case NULL -> schema.put("type", "null");
            case BYTES -> schema.put("type", "string").put("format", "binary");
            case JSON -> {
                // The empty schema fits anything.
            }
        }
    }

    private static void choices(ObjectNode schema, List<Shape> choices) {
        if (choices.stream().allMatch(Word.class::isInstance)) {
            var words = schema.put("type", "string").putArray("enum");
            choices.forEach(choice -> words.add(((Word) choice).text()));
        } else {
            var list = schema.putArray("anyOf");
            choices.forEach(choice -> list.add(of(choice)));
        }
    }

    private static void members(ObjectNode schema, Members members) {
        schema.put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        var required = JsonNodeFactory.instance.arrayNode();
        members.byName().forEach((name, member) -> {
            properties.set(name, of(member.shape()));
            if (!member.optional()) {
                required.add(name);
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
    }
}
