package io.wigwag.gateway.http;

import java.net.InetAddress;

/// How a request came in.
///
/// @param from who is at the other end of the connection
/// @param secure whether nobody between could read it
/// @param departure when waiting for its answer has no point any more
public record Arrival(InetAddress from, boolean secure, Departure departure) {
    /// From this very machine, for tests of services without a socket.
    public static Arrival local() {
        return new Arrival(InetAddress.getLoopbackAddress(), false, new Departure());
    }
}
