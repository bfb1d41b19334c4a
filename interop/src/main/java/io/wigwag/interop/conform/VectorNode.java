package io.wigwag.interop.conform;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Reads nodes as the vectors write them, with their short forms.
final class VectorNode {
    private VectorNode() {}

    static Node read(JsonNode json) throws GeneralSecurityException {
        var node = begin(json);
        var content = json.path("content");
        if (content.has("text")) {
            node.text(content.get("text").asString());
        } else if (content.has("textRepeat")) {
            node.text(repeated(content.get("textRepeat"), "text"));
        } else if (content.has("hex")) {
            node.bytes(Octets.ofHex(content.get("hex").asString()));
        } else if (content.has("hexRepeat")) {
            node.bytes(Octets.ofHex(repeated(content.get("hexRepeat"), "hex")));
        } else if (content.has("prng")) {
            var prng = content.get("prng");
            node.bytes(random(prng.get("seed").asString(), prng.get("size").asInt()));
        } else if (content.has("nodes")) {
            var children = new ArrayList<Node>();
            for (var child : content.get("nodes")) {
                children.add(read(child));
            }
            node.children(children);
        } else if (content.has("nodesRepeat")) {
            var repeat = content.get("nodesRepeat");
            node.children(Collections.nCopies(repeat.get("times").asInt(), read(repeat.get("node"))));
        } else if (content.has("nest")) {
            node.children(List.of(nested(content.get("nest"))));
        } else if (!content.isNull()) {
            throw new AssertionError("unknown content: " + content);
        }
        return node.build();
    }

    private static NodeBuilder begin(JsonNode json) {
        var node = Node.tag(json.get("tag").asString());
        for (var attribute : json.get("attrs").properties()) {
            var value = attribute.getValue();
            var text = value.has("textRepeat") ? repeated(value.get("textRepeat"), "text") : value.asString();
            var jid = address(text);
            if (jid.isPresent()) {
                node.attribute(attribute.getKey(), jid.get());
            } else {
                node.attribute(attribute.getKey(), text);
            }
        }
        return node;
    }

    /// The vectors know texts only; what is written like an address means one.
    private static Optional<Jid> address(String text) {
        try {
            return text.indexOf('@') < 0 ? Optional.empty() : Optional.of(Jid.parse(text));
        } catch (MalformedJid noAddress) {
            return Optional.empty();
        }
    }

    private static Node nested(JsonNode nest) throws GeneralSecurityException {
        var node = read(nest.get("leaf"));
        for (var i = 0; i < nest.get("times").asInt(); i++) {
            node = begin(nest.get("node")).child(node).build();
        }
        return node;
    }

    private static String repeated(JsonNode json, String what) {
        return json.get(what).asString().repeat(json.get("times").asInt());
    }

    /// The pseudo-random bytes that vectors name by a seed.
    static Octets random(String seed, int size) throws GeneralSecurityException {
        var out = new ByteArrayOutputStream();
        for (var block = 0; out.size() < size; block++) {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(seed.getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(4).putInt(block).array());
            out.writeBytes(digest.digest());
        }
        return Octets.wrap(Arrays.copyOf(out.toByteArray(), size));
    }
}
