package io.wigwag.gateway.http.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.http.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What nobody should send, over real sockets: each is refused with a problem, reaches no service, and leaves the
/// server as it was.
class BadInputTest {
    private static final String BODY = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    private final AtomicInteger answered = new AtomicInteger();
    private final HttpServer server;

    BadInputTest() throws IOException {
        server = ServerBench.serve(ServerBench.LIMITS, request -> {
            answered.incrementAndGet();
            var _ = request.body().all(1 << 20);
            return Response.text(200, "fine");
        });
    }

    @AfterEach
    void end() {
        server.close();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("no request at all", "\u0001\u0002\u0003 hello\r\n\r\n", 400),
                Arguments.of("a TLS client", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n", 400),
                Arguments.of("another protocol", "GET / SPDY/3\r\nHost: a\r\n\r\n", 400),
                Arguments.of("a version to come", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", 400),
                Arguments.of("a method of its own", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
                Arguments.of("a tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405),
                Arguments.of("no host", "GET / HTTP/1.1\r\n\r\n", 400),
                Arguments.of("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
                Arguments.of("a path without a slash", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                Arguments.of("a broken escape", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                Arguments.of("an escape that is no text", "GET /%ff HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                Arguments.of("a zero byte", "GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                Arguments.of("a star for GET", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400),
                Arguments.of("a long line", "GET /" + "a".repeat(9000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414),
                Arguments.of("a long head", "GET / HTTP/1.1\r\nHost: a\r\nB: " + "b".repeat(17000) + "\r\n\r\n", 431),
                Arguments.of("many headers", "GET / HTTP/1.1\r\nHost: a\r\n" + "B: c\r\n".repeat(5000) + "\r\n", 431),
                Arguments.of("a space before the colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
                Arguments.of("a header without a name", "GET / HTTP/1.1\r\nHost: a\r\n: c\r\n\r\n", 400),
                Arguments.of("a line that ends early", "GET / HTTP/1.1\nHost: a\n\n", 400),
                Arguments.of("a return inside a value", "GET / HTTP/1.1\r\nHost: a\r\nB: c\rd\r\n\r\n", 400),
                Arguments.of("another expectation", "POST / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\n\r\n", 400),
                Arguments.of(
                        "a body of a draft of WebSocket, of which no length tells",
                        draft("Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2"),
                        400),
                Arguments.of("half of such a draft", draft("sec-websocket-key1: 1"), 400),
                Arguments.of("its other half", draft("SEC-WEBSOCKET-KEY2: 2"), 400),
                Arguments.of("too long a body", post("Content-Length: 99999999999"), 413),
                Arguments.of("a length and chunks", post("Content-Length: 4\r\nTransfer-Encoding: chunked"), 400),
                Arguments.of("chunks and a length", post("Transfer-Encoding: chunked\r\nContent-Length: 4"), 400),
                Arguments.of("two lengths", post("Content-Length: 4\r\nContent-Length: 5"), 400),
                Arguments.of("two lengths in one", post("Content-Length: 4, 4"), 400),
                Arguments.of("a length with a sign", post("Content-Length: +4"), 400),
                Arguments.of("a length below nothing", post("Content-Length: -4"), 400),
                Arguments.of("a length in hexadecimal", post("Content-Length: 0x4"), 400),
                Arguments.of("chunks that are not last", post("Transfer-Encoding: chunked, identity"), 400),
                Arguments.of("chunks twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 400),
                Arguments.of("almost chunks", post("Transfer-Encoding: xchunked"), 400),
                Arguments.of(
                        "chunks of the old version",
                        post("Transfer-Encoding: chunked").replace("1.1", "1.0"),
                        400),
                Arguments.of("a coding within", post("Transfer-Encoding: gzip, chunked"), 400));
    }

    private static String draft(String headers) {
        return "GET / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n" + BODY;
    }

    private static String post(String headers) {
        return "POST / HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n" + BODY;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefusedWithAProblemAndTheConnectionEnds(String name, String sent, int status) throws IOException {
        try (var client = new RawClient(server.address())) {
            var reply = client.send(sent).reply();
            assertThat(reply.status()).as(name).isEqualTo(status);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(reply.text()).contains("\"status\":" + status);
            assertThat(client.isEnded()).isTrue();
        }
        assertThat(answered).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"z\r\nabc\r\n0\r\n\r\n", "3\r\nabcd\r\n0\r\n\r\n", "-1\r\n\r\n", "ffffffffffffffff\r\nabc"})
    void chunksThatAreNoneAreRefused(String chunks) throws IOException {
        try (var client = new RawClient(server.address())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks);
            assertThat(client.reply().status()).isEqualTo(400);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void halfARequestIsNone() throws IOException {
        var whole = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n1234";
        for (var size = 1; size < whole.length(); size++) {
            try (var client = new RawClient(server.address())) {
                client.send(whole.substring(0, size)).sayNoMore();
                var headEnds = whole.indexOf("\r\n\r\n") + 4;
                if (size >= headEnds) {
                    assertThat(client.reply().status()).isEqualTo(400);
                }
                var _ = client.isEnded();
            }
        }
        assertThat(alive()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverComesTheServerStaysUp(long seed) throws IOException {
        var random = new SplittableRandom(seed);
        var good = "POST /a?b=c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        for (var round = 0; round < 40; round++) {
            var bytes = good.getBytes(StandardCharsets.ISO_8859_1);
            for (var i = 0; i < 1 + random.nextInt(4); i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try (var client = new RawClient(server.address())) {
                client.send(new String(bytes, StandardCharsets.ISO_8859_1)).sayNoMore();
                // Either an answer or the end; what matters is that there is one of them.
                while (!client.isEnded()) {
                    assertThat(seed).as("seed").isPositive();
                }
            }
        }
        assertThat(alive()).isTrue();
    }

    private boolean alive() throws IOException {
        try (var client = new RawClient(server.address())) {
            return client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").reply().status() == 200;
        }
    }
}
