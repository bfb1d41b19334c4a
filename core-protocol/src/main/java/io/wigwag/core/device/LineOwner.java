package io.wigwag.core.device;

import io.wigwag.core.binary.Node;
import io.wigwag.core.noise.Established;

/// Hears what a connection brings, on the connection's thread: it takes note and returns at once.
interface LineOwner {
    void established(LineSession line, Established how);

    /// A stanza that answers no query. [LineSession#handled()] is to be called once it is done with.
    void came(LineSession line, Node stanza);

    /// The last word of a connection.
    void ended(LineSession line, LineEnd how);
}
