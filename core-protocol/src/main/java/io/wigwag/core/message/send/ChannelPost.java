package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import java.util.List;
import java.util.Map;

/// A post to a channel, which anybody may read: not encrypted, not padded.
final class ChannelPost {
    private ChannelPost() {}

    static Prepared prepare(Stanzas stanzas, Draft draft) {
        var stanza = stanzas.message(draft, draft.chat())
                .child(Node.tag("plaintext")
                        .attribute("mediatype", draft.traits().mediaType())
                        .bytes(Octets.wrap(draft.message().toByteArray())));
        draft.traits().extras().forEach(stanza::child);
        return new Prepared(draft, draft.chat(), stanza.build(), List.of(), List.of(), Map.of(), List.of());
    }
}
