package io.wigwag.core.link;

import io.wigwag.core.binary.Node;
import io.wigwag.core.noise.Established;
import io.wigwag.core.octets.Octets;

/// What comes out of a link that speaks in nodes.
public interface NodeEvents {
    /// Bytes for the connection, at once and in this order.
    void send(Octets bytes);

    /// The server proved itself; from now on nodes may be sent.
    void established(Established how);

    /// The next node.
    void node(Node node);
}
