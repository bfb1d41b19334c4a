package io.wigwag.core.netty;

import java.time.Duration;

/// Time and size limits of a request to a media host. The size of bodies is not among them: whoever reads one counts.
///
/// @param connect to reach the host, through a proxy too
/// @param handshake for TLS after that
/// @param answer from the last byte of the request to the answer's head
/// @param idle without any byte moving, in either direction
/// @param buffered bytes of an answer that wait to be read before we stop taking more from the network
public record MediaHttpLimits(Duration connect, Duration handshake, Duration answer, Duration idle, int buffered) {
    public static final MediaHttpLimits DEFAULT = new MediaHttpLimits(
            Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(60), Duration.ofSeconds(30), 256 * 1024);
}
