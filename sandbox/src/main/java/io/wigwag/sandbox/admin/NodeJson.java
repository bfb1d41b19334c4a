package io.wigwag.sandbox.admin;

import io.wigwag.core.binary.Children;
import io.wigwag.core.binary.Content;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Nodes as JSON: `{"tag", "attrs", "content"}`, the content being null, a list of nodes, `{"text"}` or `{"base64"}`.
final class NodeJson {
    /// Of longer bytes a trace shows the beginning alone.
    private static final int CUT = 256;

    private NodeJson() {}

    /// @param whole with all bytes, however long
    static ObjectNode write(Node node, boolean whole) {
        var json = Json.object().put("tag", node.tag());
        var attributes = json.putObject("attrs");
        for (var i = 0; i < node.attributes().size(); i++) {
            var name = node.attributes().name(i);
            attributes.put(name, node.attributes().text(name).orElse(""));
        }
        switch (node.content()) {
            case Content.None none -> json.putNull("content");
            case Children children -> {
                var list = json.putArray("content");
                children.forEach(child -> list.add(write(child, whole)));
            }
            case Content.Text(var text) -> json.putObject("content").put("text", text);
            case Content.Bytes(var bytes) -> json.set("content", bytes(bytes, whole));
        }
        return json;
    }

    private static ObjectNode bytes(Octets bytes, boolean whole) {
        var readable = readable(bytes);
        if (readable.isPresent()) {
            return Json.object().put("text", readable.get());
        }
        if (whole || bytes.size() <= CUT) {
            return Json.object().put("base64", Json.base64(bytes));
        }
        return Json.object().put("base64", Json.base64(bytes.slice(0, CUT))).put("size", bytes.size());
    }

    /// Bytes that are a printable text of a few characters, as refs, counts and codes are.
    private static Optional<String> readable(Octets bytes) {
        if (bytes.isEmpty() || bytes.size() > CUT) {
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toArray()))
                    .toString();
            return text.codePoints().allMatch(c -> c >= ' ' && Character.isDefined(c))
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    static Node read(JsonNode json, String where) throws Problem {
        if (!(json instanceof ObjectNode object)) {
            throw Problem.badRequest(where + ": not a node (expected: an object with tag, attrs, content)");
        }
        var fields = new Fields(object, where);
        var tag = fields.requireText("tag");
        if (tag.isEmpty()) {
            throw fields.wrong("tag", "a name");
        }
        var node = Node.tag(tag);
        var attributes = fields.object("attrs");
        if (attributes.isPresent()) {
            for (var name : attributes.get().names()) {
                set(node, name, value(attributes.get(), name));
            }
        }
        var content = fields.value("content");
        fields.end();
        if (content.isPresent()) {
            fill(node, content(content.get(), where + ".content"));
        }
        return node.build();
    }

    /// An attribute's value: what reads as an address is one, unless it is put as `{"text"}`.
    static Action.Value value(Fields attributes, String name) throws Problem {
        var value = attributes.value(name).orElseThrow(() -> attributes.wrong(name, "a text"));
        if (value instanceof ObjectNode) {
            var plain = attributes.object(name).orElseThrow();
            var text = plain.requireText("text");
            plain.end();
            return new Action.Value.Text(text);
        }
        if (value.isNumber()) {
            return new Action.Value.Text(value.asString());
        }
        var text = attributes.requireText(name);
        return address(text).<Action.Value>map(Action.Value.Address::new).orElseGet(() -> new Action.Value.Text(text));
    }

    private static Optional<Jid> address(String text) {
        if (!text.contains("@")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Jid.parse(text));
        } catch (MalformedJid plainText) {
            return Optional.empty();
        }
    }

    private static void set(NodeBuilder node, String name, Action.Value value) {
        switch (value) {
            case Action.Value.Text(var text) -> node.set(name, text);
            case Action.Value.Address(var jid) -> node.set(name, jid);
        }
    }

    static Content content(JsonNode json, String where) throws Problem {
        if (json.isArray()) {
            return Children.copyOf(nodes(json, where));
        }
        if (!(json instanceof ObjectNode object)) {
            throw Problem.badRequest(where + ": " + json + " (expected: null, a list, or text or base64 in an object)");
        }
        var fields = new Fields(object, where);
        var text = fields.text("text");
        var bytes = fields.bytes("base64");
        fields.end();
        return text.<Content>map(Content.Text::new)
                .or(() -> bytes.map(Content.Bytes::new))
                .orElseThrow(() -> Problem.badRequest(where + ": empty (expected: text or base64)"));
    }

    static List<Node> nodes(Iterable<JsonNode> list, String where) throws Problem {
        var nodes = new ArrayList<Node>();
        for (var element : list) {
            nodes.add(read(element, where + "[" + nodes.size() + "]"));
        }
        return nodes;
    }

    /// A node for nothing but its content.
    static Node with(Content content) {
        var node = Node.tag("content");
        fill(node, content);
        return node.build();
    }

    private static void fill(NodeBuilder node, Content content) {
        switch (content) {
            case Content.None none -> {}
            case Children children -> node.children(children);
            case Content.Bytes(var bytes) -> node.bytes(bytes);
            case Content.Text(var text) -> node.text(text);
        }
    }
}
