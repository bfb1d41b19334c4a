package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.content.Change;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Internal;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Reaction;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.content.Setting;
import io.wigwag.core.octets.Octets;
import java.util.List;
import java.util.Map;

/// A post to a channel, which anybody may read: not encrypted, not padded, and its files lie in the clear.
final class ChannelPost {
    private ChannelPost() {}

    static Prepared prepare(Stanzas stanzas, Letter letter) throws SendRefused {
        requirePost(letter);
        var traits = letter.traits();
        var stanza = stanzas.message(letter.id().value(), letter.chat(), traits)
                .child(Node.tag("plaintext")
                        .attribute("mediatype", traits.mediaType())
                        .bytes(Octets.wrap(letter.message().toByteArray())));
        stanzas.describe(stanza, letter, traits);
        return new Prepared(letter, letter.chat(), stanza.build(), List.of(), List.of(), Map.of(), List.of());
    }

    /// What is about another message goes to channels in forms of its own; under a post's it would be shown as
    /// nonsense.
    private static void requirePost(Letter letter) throws SendRefused {
        switch (ContentReader.read(letter.message()).content()) {
            case Change _, Reaction _, SealedAddOn _, Setting _, Internal _ ->
                throw new SendRefused(Refusal.CONTENT_REFUSED, "a channel takes posts only");
            case Media media
            when media.file().seal().isPresent() ->
                throw new SendRefused(Refusal.CONTENT_REFUSED, "nobody in a channel has the key of a sealed file");
            case Content _ -> {
                // A post.
            }
        }
    }
}
