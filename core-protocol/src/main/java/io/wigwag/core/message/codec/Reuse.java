package io.wigwag.core.message.codec;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Forwarding;
import io.wigwag.core.message.content.Quote;
import io.wigwag.core.message.content.Raw;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.proto.e2e.Message;

/// An earlier message used again.
public final class Reuse {
    private Reuse() {}

    /// A quote of a message: what is inside its wrappings, without what it quoted itself.
    public static Quote quote(MessageId id, Jid author, Message message) {
        return Quote.of(
                id, author, ContentField.withoutContext(Unwrapped.of(message).inner()));
    }

    /// A message passed on as it is, with all in it that we have no type for. What it answered, whom it named and how
    /// long it was to stay remain behind.
    ///
    /// @param own whether the one who passes it on has written it
    public static Draft forward(ReceivedContent received, boolean own) {
        var stripped = ContentField.withoutContext(received.raw().message());
        var draft =
                Draft.of(new Raw(received.raw().kind(), stripped, received.raw().text()));
        return Forwarding.after(received.context().forwarding(), own)
                .map(draft::forwarded)
                .orElse(draft);
    }
}
