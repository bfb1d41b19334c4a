package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.Traits;
import io.wigwag.proto.e2e.Message;
import java.util.List;

/// A message that is to be sent.
///
/// @param id reserved for it: the same id sent again is the same message to its receivers
/// @param chat a person, a group, a channel, a broadcast list or the status
/// @param audience who may see a status, or is on a broadcast list; empty for all other chats
public record Draft(MessageId id, Jid chat, Message message, Traits traits, List<Jid> audience) {
    public Draft {
        audience = List.copyOf(audience);
        if (audience.isEmpty() == chat.isBroadcast()) {
            throw new IllegalArgumentException("audience: " + audience.size() + " for a chat at " + chat.server());
        }
    }

    public Draft(MessageId id, Jid chat, Message message, Traits traits) {
        this(id, chat, message, traits, List.of());
    }
}
