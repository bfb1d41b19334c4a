package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.people.TimeLock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/// What became of a message on its way to the server. From there on receipts tell.
public sealed interface SendOutcome {
    MessageId id();

    /// The server has it. Before this nothing counts as sent.
    ///
    /// @param serverId a channel's number for it
    record Accepted(MessageId id, Jid chat, Optional<Instant> time, Optional<String> serverId) implements SendOutcome {}

    /// It will not get through.
    ///
    /// @param code the server's, where the server said no
    record Failed(MessageId id, Jid chat, Refusal reason, OptionalInt code) implements SendOutcome {}

    /// The account may not write to strangers for now; this message was to one.
    record Restricted(MessageId id, Jid chat, TimeLock lock) implements SendOutcome {}

    /// The server said nothing, however often it was told: it may have the message or not. Sent again under the same
    /// id it reaches nobody twice, and that is what happens on the next connection.
    record Unconfirmed(MessageId id, Jid chat) implements SendOutcome {}
}
