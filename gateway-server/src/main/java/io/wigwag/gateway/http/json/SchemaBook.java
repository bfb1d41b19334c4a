package io.wigwag.gateway.http.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The named schemas of a description, each once.
public final class SchemaBook {
    private static final String PREFIX = "#/components/schemas/";

    private final Map<String, ObjectNode> schemas = new LinkedHashMap<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    /// A reference to the schema of a type, which is written down when it is the first one.
    ObjectNode refer(String name, Class<?> owner, Supplier<ObjectNode> schema) {
        var known = owners.putIfAbsent(name, owner);
        if (known == null) {
            schemas.put(name, JsonNodeFactory.instance.objectNode()); // It may refer to itself.
            schemas.put(name, schema.get());
        } else if (!known.equals(owner)) {
            throw new IllegalStateException("two types of one name: " + known.getName() + ", " + owner.getName());
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", PREFIX + name);
    }

    public void add(String name, ObjectNode schema) {
        schemas.put(name, schema);
    }

    public Map<String, ObjectNode> schemas() {
        return schemas;
    }
}
