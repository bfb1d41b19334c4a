package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.proto.e2e.Message;
import java.util.List;

/// A message that is to be sent, and where to.
///
/// @param id reserved for it: the same id sent again is the same message to its receivers
/// @param chat a person, a group, a channel, a broadcast list or the status
/// @param extras nodes beside the ciphertexts that do not follow from the message: `reporting`, a status's `meta`
/// @param audience who may see a status, or is on a broadcast list; empty for all other chats
public record Letter(MessageId id, Jid chat, Message message, List<Node> extras, List<Jid> audience) {
    public Letter {
        extras = List.copyOf(extras);
        audience = List.copyOf(audience);
        if (audience.isEmpty() == chat.isBroadcast()) {
            throw new IllegalArgumentException("audience: " + audience.size() + " for a chat at " + chat.server());
        }
    }

    public Letter(MessageId id, Jid chat, Message message) {
        this(id, chat, message, List.of(), List.of());
    }

    /// What the stanza tells about the message, worked out anew with each call.
    StanzaTraits traits() {
        return StanzaTraits.of(message);
    }
}
