package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.Traits;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.Encrypted;
import java.util.Map;
import java.util.Optional;

/// The parts that all message stanzas are made of.
final class Stanzas {
    private final Optional<Octets> deviceIdentity;

    /// `deviceIdentity` is that by which our account vouches for us; a phone has none.
    Stanzas(Optional<Octets> deviceIdentity) {
        this.deviceIdentity = deviceIdentity;
    }

    NodeBuilder message(Draft draft, Jid to) {
        return message(draft.id().value(), to, draft.traits());
    }

    NodeBuilder message(String id, Jid to, Traits traits) {
        return Node.tag("message")
                .attribute("to", to)
                .attribute("id", id)
                .attribute("type", traits.type())
                .attribute("edit", traits.edit());
    }

    NodeBuilder enc(Encrypted message, Traits traits) {
        return traits.mark(Node.tag("enc")
                        .attribute("v", "2")
                        .attribute("type", message.type().wireName()))
                .bytes(message.ciphertext());
    }

    /// A ciphertext for each device, in a list of devices.
    NodeBuilder participants(Map<Jid, Encrypted> messages, Traits traits) {
        var participants = Node.tag("participants");
        messages.forEach((device, message) ->
                participants.child(Node.tag("to").attribute("jid", device).child(enc(message, traits))));
        return participants;
    }

    /// Tells receivers of a first message who vouches for us.
    void vouch(NodeBuilder stanza, Sealed sealed) {
        if (sealed.beginsSession()) {
            deviceIdentity.ifPresent(
                    statement -> stanza.child(Node.tag("device-identity").bytes(statement)));
        }
    }
}
