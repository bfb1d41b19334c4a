package io.wigwag.core.message.addon;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.proto.e2e.Message;
import java.time.Instant;
import java.util.Set;

/// A message as its keeper has it.
///
/// @param authors all names of who wrote it: number and hidden id, as far as known
public record KeptMessage(MessageId id, Set<Jid> authors, Instant time, Message message) {
    public KeptMessage {
        if (authors.isEmpty()) {
            throw new IllegalArgumentException("a message of nobody");
        }
        authors = Set.copyOf(authors);
    }

    /// What people say belongs in no log.
    @Override
    public String toString() {
        return "KeptMessage[" + id + "]";
    }
}
