package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.time.Instant;
import java.util.Optional;

/// The attribute `t`: seconds by the server's clock.
public final class ServerTime {
    /// The end of the year 9999: beyond it lies no time that anybody meant.
    private static final long LATEST = 253_402_300_799L;

    private ServerTime() {}

    public static Optional<Instant> of(Node node) throws MalformedNode {
        var seconds = node.attributes().number("t");
        if (seconds.isEmpty()) {
            return Optional.empty();
        }
        if (seconds.getAsLong() < 0 || seconds.getAsLong() > LATEST) {
            throw new MalformedNode(node.tag() + ": attribute t is no time");
        }
        return Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
    }
}
