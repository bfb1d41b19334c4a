package io.wigwag.core.message.content;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;

/// The message that another one answers.
///
/// @param author who sent it; absent only in what some others send
/// @param message what it said, without its own surroundings; as it was on the wire, so that nothing is lost that we
///     don't know
/// @param chat where it stands, if that is another chat: a private answer to a group's message, or to a status
public record Quote(MessageId id, Optional<Jid> author, Message message, Optional<Jid> chat) {

    public Quote {
        author = author.map(Jid::bare);
        chat = chat.map(Jid::bare);
    }

    public static Quote of(MessageId id, Jid author, Message message) {
        return new Quote(id, Optional.of(author), message, Optional.empty());
    }

    public Quote fromChat(Jid other) {
        return new Quote(id, author, message, Optional.of(other));
    }

    /// Ids only: what people say belongs in no log.
    @Override
    public String toString() {
        return "Quote[" + id + "]";
    }
}
