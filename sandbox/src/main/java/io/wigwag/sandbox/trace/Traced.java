package io.wigwag.sandbox.trace;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import java.time.Instant;

/// A stanza that went over a connection's line.
///
/// @param number counted over all connections
/// @param inbound from the client
public record Traced(long number, Instant at, long connection, boolean inbound, Node stanza) {
    /// How many bytes it has in the present dictionary.
    public int size() {
        return new NodeEncoder(TokenDictionary.version3()).encode(stanza).length;
    }
}
