package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaPath;
import io.wigwag.core.message.addon.KeptMessage;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.proto.e2e.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// A message that was seen or sent.
///
/// @param chat under the name that the stanza used
/// @param shown the chat under the name that we tell
/// @param author who wrote it, likewise under the stanza's name
/// @param authors all names of the author
/// @param elsewhere where its file lies after it was uploaded again
record Known(
        MessageId id,
        Jid chat,
        Jid shown,
        boolean own,
        Jid author,
        Set<Jid> authors,
        Instant time,
        Message message,
        Optional<MediaPath> elsewhere) {
    Known {
        authors = Set.copyOf(authors);
    }

    KeptMessage kept() {
        return new KeptMessage(id, authors, time, message);
    }

    /// How another message names it.
    MessageRef reference() {
        return new MessageRef(chat, own, id, ofMany() && !own ? Optional.of(author) : Optional.empty());
    }

    /// Whether the chat does not say who wrote it.
    boolean ofMany() {
        return chat.isGroup() || chat.isBroadcast();
    }

    Known at(MediaPath path) {
        return new Known(id, chat, shown, own, author, authors, time, message, Optional.of(path));
    }

    Known in(Jid stanzaChat) {
        return new Known(id, stanzaChat, shown, own, author, authors, time, message, elsewhere);
    }
}
