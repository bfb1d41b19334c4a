package io.wigwag.core.noise;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.time.Instant;

/// A client's handshake at its end.
public sealed interface Established {
    NoiseChannel channel();

    /// The server's static key: keep it to resume with it next time.
    PublicKey server();

    /// The server proved its key by certificates, which hold until `until`. `finish` must be sent before anything that
    /// the channel seals.
    record Proven(NoiseChannel channel, PublicKey server, Instant until, Octets finish) implements Established {}

    /// The server has the key that we knew; there is nothing left to send.
    record Resumed(NoiseChannel channel, PublicKey server) implements Established {}
}
