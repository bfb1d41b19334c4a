package io.wigwag.gateway.http.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a stream is made of is given back once, whatever becomes of the stream.
class ReleaseTest {
    private static final int SIZE = 3;

    private final BlockingQueue<String> released = new LinkedBlockingQueue<>();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final HttpServer server;

    ReleaseTest() throws IOException {
        server = ServerBench.serve(ServerBench.LIMITS, this::answer);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private Response answer(Request request) throws InterruptedException {
        var path = request.target().path();
        if (path.equals("/late")) {
            var gone = new CountDownLatch(1);
            request.arrival().departure().whenOver(gone::countDown);
            asked.countDown();
            mayAnswer.await();
            gone.await();
        }
        Content.Source source = sink -> {
            if (path.equals("/broken")) {
                throw new IOException("a disk that fails");
            }
            sink.write(Octets.wrap(new byte[path.equals("/short") ? SIZE - 1 : SIZE]));
        };
        return new Response(
                200, Headers.NONE, new Content.Stream(OptionalLong.of(SIZE), source, () -> released.add(path)));
    }

    private static String request(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    private String next() throws InterruptedException {
        return String.valueOf(released.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void afterItsBytesAndAfterAHeadAlone() throws Exception {
        try (var client = new RawClient(server.address())) {
            assertThat(client.send(request("GET", "/whole")).reply().bytes().size())
                    .isEqualTo(SIZE);
            assertThat(next()).isEqualTo("/whole");
            assertThat(client.send(request("HEAD", "/head")).reply(false).header("Content-Length"))
                    .isEqualTo("3");
            assertThat(next()).isEqualTo("/head");
            var _ = client.send(request("GET", "/last")).reply();
        }
        assertThat(next()).isEqualTo("/last");
        assertThat(released).isEmpty();
    }

    @Test
    void whenItBreaksOff() throws Exception {
        for (var path : new String[] {"/broken", "/short"}) {
            try (var client = new RawClient(server.address())) {
                client.send(request("GET", path));
                assertThat(next()).isEqualTo(path);
            }
        }
        assertThat(released).isEmpty();
    }

    @Test
    void whenItsClientHasLeftBeforeTheFirstByte() throws Exception {
        try (var client = new RawClient(server.address())) {
            client.send(request("GET", "/late"));
            asked.await();
            client.reset();
            mayAnswer.countDown();
            assertThat(next()).isEqualTo("/late");
        }
        assertThat(released).isEmpty();
    }
}
