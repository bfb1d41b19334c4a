package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.time.Instant;
import java.util.Optional;

/// Asks whether the server is there. `<iq type="get" xmlns="w:p"/>`, answered with the server's time.
public record Ping() implements IqQuestion<Optional<Instant>> {
    @Override
    public Node toNode(String id) {
        return Iq.get(id, "w:p").build();
    }

    /// The server's time, where it tells.
    @Override
    public Optional<Instant> read(Node result) throws MalformedNode {
        return ServerTime.of(result);
    }
}
