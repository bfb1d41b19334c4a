package io.wigwag.core.link;

import io.wigwag.core.noise.Established;
import io.wigwag.core.octets.Octets;

/// What comes out of a link while bytes are fed to it.
public interface LinkEvents {
    /// Bytes for the connection, at once and in this order.
    void send(Octets bytes);

    /// The server proved itself; from now on the link seals.
    void established(Established how);

    /// The plaintext of the next frame; fails when it cannot be read, which ends the link.
    void frame(Octets plaintext) throws LinkBroken;
}
