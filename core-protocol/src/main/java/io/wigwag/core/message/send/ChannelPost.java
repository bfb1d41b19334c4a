package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import java.util.List;
import java.util.Map;

/// A post to a channel, which anybody may read: not encrypted, not padded.
final class ChannelPost {
    private ChannelPost() {}

    static Prepared prepare(Stanzas stanzas, Letter letter) {
        var traits = letter.traits();
        var stanza = stanzas.message(letter.id().value(), letter.chat(), traits)
                .child(Node.tag("plaintext")
                        .attribute("mediatype", traits.mediaType())
                        .bytes(Octets.wrap(letter.message().toByteArray())));
        stanzas.describe(stanza, letter, traits);
        return new Prepared(letter, letter.chat(), stanza.build(), List.of(), List.of(), Map.of(), List.of());
    }
}
