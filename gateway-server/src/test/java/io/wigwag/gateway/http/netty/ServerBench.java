package io.wigwag.gateway.http.netty;

import io.netty.buffer.ByteBufAllocator;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Servers on loopback for tests.
final class ServerBench {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /// Patient enough for a busy machine, and impatient enough for tests that wait for the end of patience.
    static final HttpLimits LIMITS = HttpLimits.DEFAULT;

    static final HttpLimits HASTY = new HttpLimits(
            3, 1024, 2048, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofMillis(300), 1024, 1 << 20);

    private ServerBench() {}

    static HttpServer serve(HttpLimits limits, Service service) throws IOException {
        return serve(limits, service, ByteBufAllocator.DEFAULT);
    }

    static HttpServer serve(HttpLimits limits, Service service, ByteBufAllocator memory) throws IOException {
        var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new HttpServer(anywhere, limits, service, InstantSource.fixed(NOON), memory);
    }
}
