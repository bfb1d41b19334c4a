package io.wigwag.gateway.http.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Departure;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// How long the server waits for whom, and how it stops. The limits are short; the tests wait for what must follow.
class PatienceTest {
    private static final Service FINE = _ -> Response.text(200, "fine");

    @Test
    void whoSendsNothingIsSentAway() throws IOException {
        try (var server = ServerBench.serve(ServerBench.HASTY, FINE);
                var client = new RawClient(server.address())) {
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void whoDripsAHeadIsTold() throws IOException {
        try (var server = ServerBench.serve(ServerBench.HASTY, FINE);
                var client = new RawClient(server.address())) {
            var reply = client.send("GET / HTTP/1.1\r\nHos").reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void whoComesBackTooLateFindsTheConnectionClosed() throws IOException {
        try (var server = ServerBench.serve(ServerBench.HASTY, FINE);
                var client = new RawClient(server.address())) {
            assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").reply().status())
                    .isEqualTo(200);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void whoKeepsBackABodyIsTold() throws IOException {
        Service reading =
                request -> Response.of(200, "text/plain", request.body().all(100));
        try (var server = ServerBench.serve(ServerBench.HASTY, reading);
                var client = new RawClient(server.address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nabc");
            var reply = client.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void whoTakesNothingIsLeft() throws Exception {
        var written = new AtomicLong();
        var ended = new CompletableFuture<Exception>();
        Service endless = _ -> Response.stream(200, "text/plain", OptionalLong.empty(), sink -> {
            try {
                while (true) {
                    sink.write(Octets.wrap(new byte[32 * 1024]));
                    written.addAndGet(32 * 1024);
                }
            } catch (IOException gone) {
                ended.complete(gone);
                throw gone;
            }
        });
        try (var server = ServerBench.serve(ServerBench.HASTY, endless);
                var client = new RawClient(server.address())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(ended.get()).hasMessageContaining("took nothing");
            // What fits into the sockets' buffers, and not what a fast writer could have made meanwhile.
            assertThat(written.get()).isLessThan(64L << 20);
        }
    }

    @Test
    void aFastClientWaitsForASlowService() throws Exception {
        var mayRead = new CountDownLatch(1);
        var sent = new AtomicLong();
        Service slow = request -> {
            mayRead.await();
            return Response.text(200, String.valueOf(request.body().stream().readAllBytes().length));
        };
        try (var server = ServerBench.serve(ServerBench.LIMITS, slow);
                var client = new RawClient(server.address())) {
            var size = 64 << 20;
            var sender = CompletableFuture.runAsync(() -> {
                try {
                    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
                    for (var left = size; left > 0; left -= 1 << 20) {
                        client.send("x".repeat(1 << 20));
                        sent.addAndGet(1 << 20);
                    }
                } catch (IOException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            // The sockets' buffers take some megabytes; the rest waits at the client until somebody reads.
            while (sent.get() < 1 << 20) {
                Thread.onSpinWait();
            }
            assertThat(sent.get()).isLessThan(size);
            mayRead.countDown();
            sender.get();
            assertThat(client.reply().text()).isEqualTo(String.valueOf(size));
        }
    }

    @Test
    void oneConnectionTooManyIsToldToComeLater() throws IOException {
        try (var server = ServerBench.serve(ServerBench.HASTY, FINE)) {
            var open = new ArrayList<RawClient>();
            try {
                for (var i = 0; i < 3; i++) {
                    var client = new RawClient(server.address());
                    open.add(client);
                    assertThat(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                                    .reply()
                                    .status())
                            .isEqualTo(200);
                }
                try (var fourth = new RawClient(server.address())) {
                    var reply = fourth.reply();
                    assertThat(reply.status()).isEqualTo(503);
                    assertThat(reply.header("Retry-After")).isEqualTo("1");
                    assertThat(fourth.isEnded()).isTrue();
                }
            } finally {
                for (var client : open) {
                    client.close();
                }
            }
        }
    }

    @Test
    void whoLeavesIsNoticedByWhoWaits() throws Exception {
        var waiting = new CompletableFuture<Departure>();
        var over = new CompletableFuture<Boolean>();
        Service longPoll = request -> {
            var departure = request.arrival().departure();
            waiting.complete(departure);
            var came = departure.await(new CompletableFuture<String>(), Duration.ofMinutes(2));
            over.complete(came.isEmpty());
            return Response.empty(204);
        };
        try (var server = ServerBench.serve(ServerBench.LIMITS, longPoll);
                var client = new RawClient(server.address())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(waiting.get().isOver()).isFalse();
            client.reset();
            assertThat(over.get()).isTrue();
        }
    }

    @Test
    void aStopLetsTheBegunEndAndTheIdleGo() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        Service slow = request -> {
            if (request.target().path().equals("/slow")) {
                begun.countDown();
                mayEnd.await();
            }
            return Response.text(200, "done");
        };
        var server = ServerBench.serve(ServerBench.LIMITS, slow);
        try (var idle = new RawClient(server.address());
                var busy = new RawClient(server.address())) {
            assertThat(idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").reply().status())
                    .isEqualTo(200);
            busy.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            begun.await();
            var stopping = CompletableFuture.runAsync(() -> {
                try {
                    server.stop(Duration.ofMinutes(1));
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            });
            assertThat(idle.isEnded()).isTrue();
            assertThat(stopping).isNotDone();
            mayEnd.countDown();
            var reply = busy.reply();
            assertThat(reply.text()).isEqualTo("done");
            assertThat(reply.header("Connection")).isEqualTo("close");
            assertThat(busy.isEnded()).isTrue();
            idle.hangUp();
            busy.hangUp();
            stopping.get();
        }
    }

    @Test
    void aStopDoesNotWaitForWhoDoesNotHangUp() throws Exception {
        var server = ServerBench.serve(ServerBench.LIMITS, FINE);
        try (var idle = new RawClient(server.address());
                var asking = new RawClient(server.address())) {
            assertThat(idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").reply().status())
                    .isEqualTo(200);
            asking.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(asking.reply().status()).isEqualTo(200);
            // Longer than a test may take.
            server.stop(Duration.ofHours(1));
            assertThat(idle.isEnded()).isTrue();
            assertThat(asking.isEnded()).isTrue();
        }
    }

    @Test
    void aStopEndsWhatIsStreamed() throws Exception {
        var begun = new CompletableFuture<Departure>();
        Service stream = request -> Response.stream(200, "text/event-stream", OptionalLong.empty(), sink -> {
            sink.write(Octets.wrap("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            var departure = request.arrival().departure();
            begun.complete(departure);
            var _ = departure.await(new CompletableFuture<String>(), Duration.ofMinutes(2));
        });
        var server = ServerBench.serve(ServerBench.LIMITS, stream);
        try (var client = new RawClient(server.address())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(begun.get().isOver()).isFalse();
            var stopping = CompletableFuture.runAsync(() -> {
                try {
                    server.stop(Duration.ofMinutes(1));
                } catch (InterruptedException interrupted) {
                    throw new IllegalStateException(interrupted);
                }
            });
            assertThat(client.reply().text()).isEqualTo("hello");
            client.hangUp();
            stopping.get();
        }
    }

    @Test
    void nothingLeaks() throws Exception {
        var memory = new UnpooledByteBufAllocator(false);
        Service reading =
                request -> Response.of(200, "text/plain", request.body().all(1 << 16));
        try (var server = ServerBench.serve(ServerBench.LIMITS, reading, memory)) {
            for (var round = 0; round < 100; round++) {
                try (var client = new RawClient(server.address())) {
                    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n0123");
                    if (round % 2 == 0) {
                        client.reset();
                    } else {
                        client.send("456789GET / HT");
                        assertThat(client.reply().status()).isEqualTo(200);
                    }
                }
            }
        }
        assertThat(memory.metric().usedHeapMemory() + memory.metric().usedDirectMemory())
                .isZero();
    }
}
