package io.wigwag.core.message.content;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import java.util.Optional;

/// How one message names another, from the point of view of whoever wrote it.
///
/// @param chat where the message stands
/// @param own whether the writer of this reference also sent the message
/// @param author who sent it, in groups, broadcasts and statuses only
public record MessageRef(Jid chat, boolean own, MessageId id, Optional<Jid> author) {

    public MessageRef {
        chat = chat.bare();
        author = author.map(Jid::bare);
    }

    /// A message that the writer sent.
    public static MessageRef own(Jid chat, MessageId id) {
        return new MessageRef(chat, true, id, Optional.empty());
    }

    /// A message of the other side of a chat between two.
    public static MessageRef theirs(Jid chat, MessageId id) {
        return new MessageRef(chat, false, id, Optional.empty());
    }

    /// A message of somebody in a group.
    public static MessageRef of(Jid chat, Jid author, MessageId id) {
        return new MessageRef(chat, false, id, Optional.of(author));
    }
}
