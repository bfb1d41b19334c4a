package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import java.time.Instant;
import java.util.Optional;

/// The server has let us in.
///
/// @param time by the server's clock
/// @param lid ours, with our device number
/// @param location of the data centre, three letters
public record Success(
        Optional<Instant> time, Optional<Jid> lid, Optional<String> location, Optional<String> displayName)
        implements ServerStanza {

    static Success read(Node node) throws MalformedNode {
        var attributes = node.attributes();
        return new Success(
                ServerTime.of(node),
                attributes.jid("lid"),
                attributes.text("location"),
                attributes.text("display_name"));
    }
}
