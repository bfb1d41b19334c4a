package io.wigwag.sandbox.message;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import java.util.List;
import java.util.Optional;

/// Writes a message as its recipients see it. The sender appears under the address that belongs to the conversation,
/// and the other one stands beside it; neither is ever put in place of the other.
record Outgoing(Device from, Letter letter, long seconds) {
    /// To somebody else.
    Node direct(List<Node> ciphertexts) {
        return direct(Addressing.of(letter.to()), ciphertexts);
    }

    Node direct(Addressing addressing, List<Node> ciphertexts) {
        var other = addressing.other();
        return written(
                Node.tag("message")
                        .attribute("from", addressing.of(from))
                        .attribute("sender_" + other.text(), other.of(from.account())),
                ciphertexts);
    }

    /// To a device of the sender's own: in the chat that it is for, with the chat partner's other address beside it.
    Node ownCopy(Optional<Jid> chat, Optional<Jid> partner, List<Node> ciphertexts) {
        var copy =
                Node.tag("message").attribute("from", Addressing.of(letter.to()).of(from));
        chat.ifPresent(jid -> copy.attribute("recipient", jid));
        partner.ifPresent(
                jid -> copy.attribute("peer_recipient_" + Addressing.of(jid).text(), jid));
        return written(copy, ciphertexts);
    }

    /// From a device to another one, of what only they know.
    Node peer(List<Node> ciphertexts) {
        return written(
                Node.tag("message")
                        .attribute("from", Addressing.of(letter.to()).of(from))
                        .attribute("category", "peer"),
                ciphertexts);
    }

    Node inGroup(Group group, List<Node> ciphertexts) {
        var addressing = group.addressing();
        var other = addressing.other();
        return written(
                Node.tag("message")
                        .attribute("from", group.jid())
                        .attribute("participant", addressing.of(from))
                        .attribute("participant_" + other.text(), other.of(from.account()))
                        .attribute("addressing_mode", addressing.text()),
                ciphertexts);
    }

    Node status(Addressing addressing, List<Node> ciphertexts) {
        var other = addressing.other();
        return written(
                Node.tag("message")
                        .attribute("from", Jid.STATUS)
                        .attribute("participant", addressing.of(from))
                        .attribute("participant_" + other.text(), other.of(from.account())),
                ciphertexts);
    }

    private Node written(NodeBuilder head, List<Node> ciphertexts) {
        var attributes = letter.stanza().attributes();
        return head.attribute("id", attributes.text("id"))
                .attribute("type", attributes.text("type").orElse("text"))
                .attribute("t", seconds)
                .attribute("notify", from.account().pushName())
                .attribute("edit", attributes.text("edit"))
                .children(letter.contentFor(ciphertexts))
                .build();
    }
}
