package io.wigwag.core.message.receive;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.IdentityChange;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import java.util.List;
import java.util.Optional;

/// What a message stanza came to. The order in which its owner acts on it is the promise that nothing gets lost: first
/// whoever keeps messages has this one safe, then [#changes] are committed, and only then the [#replies] leave. Should
/// it all end in between, the server sends the stanza again, and it opens again or is known by its id.
///
/// @param envelope empty when not even that could be read
/// @param replies receipts and acks
/// @param wanted what the phone should be asked for, as it can read what we can't
/// @param merged that the author or the chat turned out to have two names
public record Received(
        Optional<Envelope> envelope,
        Outcome outcome,
        List<StateChange> changes,
        List<Node> replies,
        Optional<MessageKey> wanted,
        List<Aliases.Merged> merged,
        Optional<IdentityChange> identityChange) {
    public Received {
        changes = List.copyOf(changes);
        replies = List.copyOf(replies);
        merged = List.copyOf(merged);
    }

    /// How far it could be read.
    public sealed interface Outcome {}

    /// It was read.
    ///
    /// @param payload the bytes that it was read from, for what is newer than we are
    public record Read(Message message, Octets payload) implements Outcome {}

    /// It held keys and nothing for anybody's eyes.
    public record KeysOnly() implements Outcome {}

    /// It was read before.
    public record Duplicate() implements Outcome {}

    /// It could not be read this time.
    ///
    /// @param attempt which failure of this message it was
    /// @param last whether the author is not asked again
    /// @param hidden whether the author wants nobody to hear of it
    public record Unreadable(RetryReason reason, int attempt, boolean last, boolean hidden) implements Outcome {}

    /// It could be opened and makes no sense; it will not come again.
    public record Garbled(Octets payload) implements Outcome {}

    /// It has no content for us.
    public record Absent(Envelope.Withheld why) implements Outcome {}

    /// It is nothing to be shown or kept: the reason is for the log.
    public record Dropped(String why) implements Outcome {}
}
