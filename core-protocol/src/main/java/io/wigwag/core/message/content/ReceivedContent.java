package io.wigwag.core.message.content;

import io.wigwag.core.message.secret.MessageSecret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// What somebody sent, taken out of its wrappings.
///
/// @param wrappings what it was taken out of
/// @param raw the innermost message as it is on the wire: for quoting, for passing on, and for what has no type yet
public record ReceivedContent(Content content, Context context, Set<Wrapping> wrappings, Facts facts, Raw raw) {

    public ReceivedContent {
        wrappings = Set.copyOf(wrappings);
    }

    /// What stands beside a content.
    ///
    /// @param secret opens add-ons to this message
    /// @param sentAt the sender's own time, of changes and reactions
    /// @param album the album that this is part of
    /// @param viewOnce whether it can be opened one time only
    public record Facts(
            Optional<MessageSecret> secret, Optional<Instant> sentAt, Optional<MessageRef> album, boolean viewOnce) {}

    /// The words that a person would read; empty where there are none.
    public String text() {
        return content.text();
    }

    /// Ids and kinds; what people say belongs in no log.
    @Override
    public String toString() {
        return "ReceivedContent[" + content.getClass().getSimpleName() + " " + raw.kind() + "]";
    }
}
