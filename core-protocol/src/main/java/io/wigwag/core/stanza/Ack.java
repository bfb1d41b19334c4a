package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.Set;

/// Our word that a stanza has arrived: the server sends what isn't acked again. Made for just the stanzas that want
/// one.
public final class Ack {
    private static final Set<String> WANTED = Set.of("notification", "receipt", "message", "call");

    private Ack() {}

    public static boolean isWantedBy(Node stanza) {
        return WANTED.contains(stanza.tag());
    }

    /// `<ack class="notification" id to [participant] [recipient] [type]/>`; a message's type is not repeated.
    public static Node of(Node stanza) throws MalformedNode {
        if (!isWantedBy(stanza)) {
            throw new IllegalArgumentException(stanza.tag() + " (expected: one of " + WANTED + ")");
        }
        var attributes = stanza.attributes();
        var ack = Node.tag("ack")
                .attribute("class", stanza.tag())
                .attribute("id", attributes.requireText("id"))
                .attribute("to", attributes.requireJid("from"))
                .attribute("participant", attributes.jid("participant"))
                .attribute("recipient", attributes.jid("recipient"));
        if (!stanza.is("message")) {
            ack.attribute("type", attributes.text("type"));
        }
        return ack.build();
    }
}
