package io.wigwag.core.binary;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.util.Set;

/// Nodes for people to read, on one line: `<iq to=@s.whatsapp.net id="4.2-1"><ping/></iq>`. Addresses stand without
/// quotes and texts with them, as the wire tells them apart.
///
/// The safe form may stand in any log: of addresses it shows the server and the last two digits, of other values only
/// words of the dictionary and those under names that carry nothing personal; the rest, secrets among it, is a size.
/// The exact form shows all and belongs into the hands of the person whose device it is.
public final class NodeText {
    private static final NodeText SAFE = new NodeText(false);
    private static final NodeText EXACT = new NodeText(true);
    private static final int SHOWN_DIGITS = 2;

    /// Names of attributes whose values say how the protocol runs, not who says what.
    private static final Set<String> HARMLESS = Set.of(
            "id",
            "type",
            "t",
            "xmlns",
            "v",
            "class",
            "code",
            "reason",
            "offline",
            "count",
            "e",
            "mode",
            "context",
            "index",
            "last",
            "sid",
            "addressing_mode",
            "phash",
            "version",
            "key-index",
            "add",
            "remove",
            "size",
            "category",
            "stage",
            "state",
            "expiration",
            "location",
            "key_index");

    private final boolean exact;

    private NodeText(boolean exact) {
        this.exact = exact;
    }

    public static NodeText safe() {
        return SAFE;
    }

    public static NodeText exact() {
        return EXACT;
    }

    public String of(Node node) {
        var text = new StringBuilder();
        node(node, text);
        return text.toString();
    }

    private void node(Node node, StringBuilder text) {
        text.append('<').append(node.tag());
        attributes(node.attributes(), text);
        switch (node.content()) {
            case Content.None _ -> text.append("/>");
            case Children children -> {
                text.append('>');
                children.forEach(child -> node(child, text));
                close(node, text);
            }
            case Content.Bytes(var bytes) -> {
                bytes(bytes, text.append('>'));
                close(node, text);
            }
            case Content.Text(var value) -> {
                text(value, isWord(value), text.append('>'));
                close(node, text);
            }
        }
    }

    private static void close(Node node, StringBuilder text) {
        text.append("</").append(node.tag()).append('>');
    }

    void attributes(Attributes attributes, StringBuilder text) {
        for (var i = 0; i < attributes.size(); i++) {
            var name = attributes.name(i);
            text.append(' ').append(name).append('=');
            if (attributes.value(i) instanceof Jid jid) {
                jid(jid, text);
            } else {
                var value = (String) attributes.value(i);
                text(value, HARMLESS.contains(name) || isWord(value), text);
            }
        }
    }

    private void jid(Jid jid, StringBuilder text) {
        var local = jid.local();
        var user = jid.user();
        if (exact || user.length() <= SHOWN_DIGITS || isWord(user)) {
            text.append(local);
        } else {
            text.append("..").append(local, user.length() - SHOWN_DIGITS, local.length());
        }
        text.append('@').append(jid.server());
    }

    private void bytes(Octets bytes, StringBuilder text) {
        if (exact) {
            text.append("0x").append(bytes.toHex());
        } else {
            text.append('[').append(bytes.size()).append(" bytes]");
        }
    }

    private void text(String value, boolean harmless, StringBuilder text) {
        if (!exact && !harmless) {
            text.append('[').append(value.length()).append(" characters]");
            return;
        }
        text.append('"');
        value.codePoints().forEach(c -> {
            switch (c) {
                case '"', '\\' -> text.append('\\').appendCodePoint(c);
                case '\n' -> text.append("\\n");
                default -> {
                    if (Character.isISOControl(c)) {
                        text.append("\\u").append(String.format("%04x", c));
                    } else {
                        text.appendCodePoint(c);
                    }
                }
            }
        });
        text.append('"');
    }

    private static boolean isWord(String value) {
        return TokenDictionary.version3().codeOf(value) >= 0;
    }
}
