package io.wigwag.gateway.http.netty;

import java.time.Duration;

/// How much and how long, for each connection.
///
/// @param connections at once; more are told to come later
/// @param lineBytes of a request line
/// @param headBytes of all headers together
/// @param head how long a head may take from its first byte, and the first one from the connection's start
/// @param idle how long a connection may lie between two requests
/// @param patience how long one piece of a body may take to come or to be taken
/// @param leastBytesPerSecond how fast a body must come in the long run
/// @param longestBody how many bytes a body may have, whatever the route says
public record HttpLimits(
        int connections,
        int lineBytes,
        int headBytes,
        Duration head,
        Duration idle,
        Duration patience,
        int leastBytesPerSecond,
        long longestBody) {
    public static final HttpLimits DEFAULT = new HttpLimits(
            10_000,
            8 * 1024,
            16 * 1024,
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            1024,
            2L << 30);

    public HttpLimits {
        if (connections < 1 || lineBytes < 256 || headBytes < 256 || leastBytesPerSecond < 0 || longestBody < 0) {
            throw new IllegalArgumentException("a limit below what any request needs");
        }
        if (head.isNegative() || head.isZero() || !idle.isPositive() || !patience.isPositive()) {
            throw new IllegalArgumentException("a time limit of nothing");
        }
    }

    public HttpLimits withConnections(int most) {
        return new HttpLimits(most, lineBytes, headBytes, head, idle, patience, leastBytesPerSecond, longestBody);
    }
}
