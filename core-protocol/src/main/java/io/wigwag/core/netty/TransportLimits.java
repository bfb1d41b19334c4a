package io.wigwag.core.netty;

import java.time.Duration;

/// Time and size limits of a connection.
///
/// @param connect to reach the server, through a proxy too
/// @param handshake for TLS and the upgrade after that, in whole: a server that answers a byte a second does not help
/// @param idle without any byte while we want to read
/// @param largestMessage of a WebSocket message's single frame, in bytes
/// @param writeBuffered bytes not yet sent above which `writable` says no
public record TransportLimits(
        Duration connect, Duration handshake, Duration idle, int largestMessage, int writeBuffered) {
    public static final TransportLimits DEFAULT = new TransportLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(90), (1 << 24) + 3, 1 << 20);
}
