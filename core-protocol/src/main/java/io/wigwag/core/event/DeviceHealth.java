package io.wigwag.core.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The proofs that a device works, each with the last time it was given. An open socket proves nothing.
///
/// @param inbound any stanza of the server
/// @param pong an answer to a ping
/// @param serverAck the server's word that it took a message of ours
/// @param decrypted a message that we could read
/// @param drained all that waited was handed over, on the present connection
/// @param clockOffset how far the server's clock is ahead of ours
public record DeviceHealth(
        Optional<Instant> inbound,
        Optional<Instant> pong,
        Optional<Instant> serverAck,
        Optional<Instant> decrypted,
        boolean drained,
        Optional<Duration> clockOffset) {
    public static final DeviceHealth UNPROVEN = new DeviceHealth(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
}
