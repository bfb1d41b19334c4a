package io.wigwag.core.message.receive;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.stanza.Ack;
import java.util.Optional;

/// What we answer to a message stanza: a receipt where we have it, an ack where a receipt says nothing.
final class Replies {
    static final int PARSING = 487;
    static final int UNKNOWN_KIND = 488;
    static final int INVALID_CONTENT = 491;
    static final int NO_SECRET = 495;
    static final int UNHANDLED = 500;

    private final OwnAccount own;

    Replies(OwnAccount own) {
        this.own = own;
    }

    /// We have it, and need it no more.
    Node ack(Node stanza) throws MalformedNode {
        return Ack.of(stanza).toBuilder().attribute("from", own.phone()).build();
    }

    /// We can do nothing with it, and it need not come again. What can't be read of it is not repeated.
    Node refusal(Node stanza, int code) throws MalformedNode {
        var attributes = stanza.attributes();
        return Node.tag("ack")
                .attribute("class", stanza.tag())
                .attribute("id", attributes.requireText("id"))
                .attribute("to", attributes.requireJid("from"))
                .attribute("participant", readable(stanza, "participant"))
                .attribute("recipient", readable(stanza, "recipient"))
                .attribute("from", own.phone())
                .attribute("error", code)
                .build();
    }

    private static Optional<Jid> readable(Node stanza, String attribute) {
        try {
            return stanza.attributes().jid(attribute);
        } catch (MalformedNode unreadable) {
            return Optional.empty();
        }
    }

    /// It has been delivered. For copies of our own messages this only empties the server's queue; for others it is
    /// what their sender sees.
    ///
    /// `present` tells whether somebody is there: an account that shows itself to nobody has it, and that is all.
    Node receipt(Node stanza, Envelope envelope, boolean present) throws MalformedNode {
        var attributes = stanza.attributes();
        var receipt = to(stanza, envelope);
        if (envelope.place().kind() == Envelope.Kind.PEER) {
            return receipt.attribute("type", "peer_msg").build();
        }
        if (envelope.author().own()) {
            return receipt.attribute("type", "sender")
                    .attribute("recipient", attributes.jid("recipient"))
                    .build();
        }
        if (envelope.place().kind() == Envelope.Kind.STATUS) {
            return receipt.attribute("context", "status").build();
        }
        return present ? receipt.build() : receipt.attribute("type", "inactive").build();
    }

    /// The beginning of a receipt to the author.
    NodeBuilder to(Node stanza, Envelope envelope) throws MalformedNode {
        var receipt = Node.tag("receipt")
                .attribute("id", envelope.id().value())
                .attribute("to", stanza.attributes().requireJid("from"));
        return isOfMany(envelope.place().chat())
                ? receipt.attribute("participant", envelope.author().device())
                : receipt;
    }

    private static boolean isOfMany(Jid chat) {
        return chat.isGroup() || chat.isBroadcast();
    }
}
