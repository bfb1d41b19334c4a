package io.wigwag.gateway.cli.drive;

import io.wigwag.core.binary.Children;
import io.wigwag.core.binary.Content;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Stanzas as JSON, both ways: `{tag, attrs, content}`, where content is a text, a list of nodes, or `{"b64": ...}`.
/// No content is left out.
final class NodeJson {
    private NodeJson() {}

    static ObjectNode write(Node node) {
        var json = JsonLines.JSON.createObjectNode().put("tag", node.tag());
        var attributes = json.putObject("attrs");
        for (var i = 0; i < node.attributes().size(); i++) {
            var name = node.attributes().name(i);
            node.attributes().text(name).ifPresent(value -> attributes.put(name, value));
        }
        switch (node.content()) {
            case Content.None _ -> {
                // Left out.
            }
            case Content.Text(var text) -> json.put("content", text);
            case Content.Bytes(var bytes) -> json.set("content", bytes(bytes));
            case Children children -> {
                var list = json.putArray("content");
                children.forEach(child -> list.add(write(child)));
            }
        }
        return json;
    }

    private static ObjectNode bytes(Octets bytes) {
        return JsonLines.JSON.createObjectNode().put("b64", Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    static Node read(JsonNode json) {
        var tag = json.path("tag").asString("");
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("a node without a tag");
        }
        var node = Node.tag(tag);
        json.path("attrs")
                .properties()
                .forEach(attribute ->
                        node.attribute(attribute.getKey(), attribute.getValue().asString()));
        var content = json.path("content");
        if (content.isString()) {
            node.text(content.asString());
        } else if (content.isArray()) {
            content.forEach(child -> node.child(read(child)));
        } else if (content.isObject()) {
            node.bytes(
                    Octets.wrap(Base64.getDecoder().decode(content.path("b64").asString(""))));
        } else if (!content.isMissingNode() && !content.isNull()) {
            throw new IllegalArgumentException("content: a text, a list of nodes, or {\"b64\": ...}");
        }
        return node.build();
    }
}
