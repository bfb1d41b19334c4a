package io.wigwag.sandbox.state;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How values stand in the entries of sections.
public final class Entries {
    private Entries() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static String base64(Octets bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    public static Octets octets(JsonNode text) {
        return Octets.wrap(Base64.getDecoder().decode(text.asString()));
    }

    public static Instant time(JsonNode text) {
        return Instant.parse(text.asString());
    }

    public static Jid jid(JsonNode text) {
        return jid(text.asString());
    }

    public static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (MalformedJid damaged) {
            throw new IllegalStateException("address " + text + ": " + damaged.getMessage(), damaged);
        }
    }

    /// A number such that the order of texts is that of numbers.
    public static String ordered(long number) {
        return "%016d".formatted(number);
    }

    public static String base64(Node stanza) {
        return base64(Octets.wrap(new NodeEncoder(TokenDictionary.version3()).encode(stanza)));
    }

    public static Node stanza(JsonNode text) {
        try {
            var bytes = octets(text).toArray();
            return new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT).decode(bytes);
        } catch (MalformedNode damaged) {
            throw new IllegalStateException("a stanza can't be read: " + damaged.getMessage(), damaged);
        }
    }
}
