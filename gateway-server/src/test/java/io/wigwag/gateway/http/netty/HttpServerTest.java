package io.wigwag.gateway.http.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What well-behaved clients get, over real sockets.
class HttpServerTest {
    private final HttpServer server;
    private final RawClient client;

    HttpServerTest() throws IOException {
        server = ServerBench.serve(ServerBench.LIMITS, HttpServerTest::answer);
        client = new RawClient(server.address());
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.close();
    }

    private static Response answer(Request request) throws Problem, IOException {
        return switch (request.target().path()) {
            case "/echo" -> Response.of(200, "text/plain", request.body().all(1 << 20));
            case "/large" -> Response.of(200, "text/plain", Octets.wrap(new byte[1_000_000]));
            case "/count" ->
                Response.text(200, String.valueOf(request.body().stream().transferTo(nowhere())));
            case "/chunks" ->
                Response.stream(200, "text/plain", OptionalLong.empty(), sink -> {
                    sink.write(Octets.wrap("one".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                    sink.write(Octets.wrap("two".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
                });
            case "/less" -> Response.stream(200, "text/plain", OptionalLong.of(10), sink -> sink.write(Octets.EMPTY));
            case "/broken" -> throw new IllegalStateException("a mistake of ours");
            case "/worse" -> throw new AssertionError("what never happens");
            case "/half" ->
                Response.stream(200, "text/plain", OptionalLong.of(10), sink -> {
                    sink.write(Octets.wrap(new byte[5]));
                    throw new AssertionError("what never happens");
                });
            case "/problem" -> throw Problem.of(ProblemCode.CONFLICT, "Not now.");
            case "/nothing" -> Response.empty(204);
            default ->
                Response.text(200, request.method() + " " + request.target().path());
        };
    }

    private static java.io.OutputStream nowhere() {
        return java.io.OutputStream.nullOutputStream();
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    @Test
    void aConnectionCarriesOneRequestAfterTheOther() throws IOException {
        for (var i = 0; i < 3; i++) {
            var reply = client.send(get("/a" + i)).reply();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("GET /a" + i);
            assertThat(reply.header("Date")).isEqualTo("Sat, 21 Nov 2026 12:00:00 GMT");
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws IOException {
        var requests = new StringBuilder();
        IntStream.range(0, 50)
                .forEach(i -> requests.append(
                        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n%02d".formatted(i)));
        client.send(requests.toString());
        for (var i = 0; i < 50; i++) {
            assertThat(client.reply().text()).isEqualTo("%02d".formatted(i));
        }
    }

    @Test
    void headHasTheSizeAndNothingElse() throws IOException {
        var reply = client.send("HEAD /large HTTP/1.1\r\nHost: a\r\n\r\n").reply(false);
        assertThat(reply.header("Content-Length")).isEqualTo("1000000");
        assertThat(client.send("HEAD /chunks HTTP/1.1\r\nHost: a\r\n\r\n")
                        .reply(false)
                        .status())
                .isEqualTo(200);
        assertThat(client.send(get("/next")).reply().text()).isEqualTo("GET /next");
    }

    @Test
    void chunksComeAndGo() throws IOException {
        var sent =
                "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        assertThat(client.send(sent).reply().text()).isEqualTo("abcde");
        var reply = client.send(get("/chunks")).reply();
        assertThat(reply.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(reply.text()).isEqualTo("onetwo");
        assertThat(client.send(get("/next")).reply().text()).isEqualTo("GET /next");
    }

    @Test
    void aBodyIsAskedForWhenSomebodyReadsIt() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.reply().status()).isEqualTo(100);
        assertThat(client.send("abc").reply().text()).isEqualTo("abc");
        assertThat(client.send(get("/next")).reply().status()).isEqualTo(200);
    }

    @Test
    void aBodyThatNobodyReadsIsNotAskedFor() throws IOException {
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        var reply = client.reply();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Connection")).isEqualTo("close");
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void aShortBodyThatNobodyReadIsPassedOver() throws IOException {
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
        assertThat(client.reply().text()).isEqualTo("POST /x");
        assertThat(client.send("12345" + get("/next")).reply().text()).isEqualTo("GET /next");
    }

    @Test
    void aLongBodyThatNobodyReadEndsTheConnectionAfterTheAnswer() throws IOException {
        client.send("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(100_000));
        assertThat(client.reply().text()).isEqualTo("POST /x");
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void manyBytesGoBothWays() throws IOException {
        assertThat(client.send(get("/large")).reply().bytes().size()).isEqualTo(1_000_000);
        client.send("POST /count HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
        for (var i = 0; i < 30; i++) {
            client.send("x".repeat(100_000));
        }
        assertThat(client.reply().text()).isEqualTo("3000000");
    }

    @Test
    void whoAsksForTheEndOrSpeaksTheOldVersionGetsIt() throws IOException {
        client.send("GET /a HTTP/1.0\r\n\r\n");
        assertThat(client.reply().header("Connection")).isEqualTo("close");
        assertThat(client.isEnded()).isTrue();
        try (var second = new RawClient(server.address())) {
            second.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(second.reply().status()).isEqualTo(200);
            assertThat(second.isEnded()).isTrue();
        }
    }

    @Test
    void whoSaysNoMoreStillGetsTheAnswer() throws IOException {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi")
                .sayNoMore();
        assertThat(client.reply().text()).isEqualTo("hi");
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void failuresAreProblemsAndTheConnectionGoesOn() throws IOException {
        var broken = client.send(get("/broken")).reply();
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(broken.text()).contains("\"code\":\"internal\"").doesNotContain("mistake of ours");
        assertThat(client.send(get("/problem")).reply().text()).contains("\"code\":\"conflict\"");
        assertThat(client.send(get("/nothing")).reply().status()).isEqualTo(204);
        assertThat(client.send(get("/next")).reply().status()).isEqualTo(200);
    }

    @Test
    void whatNeverHappensIsAnsweredOrEndsTheConnection() throws IOException {
        assertThat(client.send(get("/worse")).reply().status()).isEqualTo(500);
        assertThat(client.send(get("/half")).reply().bytes().size()).isEqualTo(5);
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void aResponseThatBreaksItsPromiseEndsTheConnection() throws IOException {
        client.send(get("/less"));
        assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
        var headers = 0;
        while (!client.line().isEmpty()) {
            headers++;
        }
        assertThat(headers).isPositive();
        assertThat(client.isEnded()).isTrue();
    }

    @Test
    void anAddressWithItsHostIsAPath() throws IOException {
        assertThat(client.send("GET http://a.example/b HTTP/1.1\r\nHost: a.example\r\n\r\n")
                        .reply()
                        .text())
                .isEqualTo("GET /b");
        assertThat(client.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").reply().text())
                .isEqualTo("OPTIONS *");
    }
}
