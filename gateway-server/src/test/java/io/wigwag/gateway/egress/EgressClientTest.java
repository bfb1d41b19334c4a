package io.wigwag.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.egress.EgressFailed.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Names mean what the test says; a listener on loopback plays every host that is allowed.
class EgressClientTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final EgressLimits LIMITS =
            new EgressLimits(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(20), 1000, 3, Set.of());

    private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
    private final List<String> resolved = new ArrayList<>();
    private final HttpServer server;
    private final EgressClient client = new EgressClient(
            new AddressRules(List.of(Range.parse("127.0.0.1"))),
            this::resolve,
            LIMITS,
            (SSLSocketFactory) SSLSocketFactory.getDefault(),
            System::nanoTime);

    EgressClientTest() throws IOException {
        names.put("good.example", List.of(HERE));
        names.put("other.example", List.of(HERE));
        names.put("inside.example", List.of(InetAddress.ofLiteral("10.0.0.7")));
        names.put("both.example", List.of(HERE, InetAddress.ofLiteral("169.254.169.254")));
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", EgressClientTest::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        resolved.add(host);
        if (!names.containsKey(host)) {
            throw new UnknownHostException(host);
        }
        return names.getOrDefault(host, List.of());
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        if (path.startsWith("/to?")) {
            exchange.getResponseHeaders().add("Location", path.substring("/to?".length()));
            exchange.sendResponseHeaders(302, -1);
        } else {
            var said = exchange.getRequestMethod() + " " + path + " "
                    + exchange.getRequestHeaders().getFirst("Host").split(":", 2)[0] + " "
                    + exchange.getRequestHeaders().getFirst("X-Secret") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var bytes = path.startsWith("/large") ? new byte[2000] : said.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, path.endsWith("chunked") ? 0 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private URI at(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    private String fetch(Errand errand) throws Exception {
        try (var answer = client.run(errand)) {
            return new String(answer.bytes().toArray(), StandardCharsets.UTF_8);
        }
    }

    private Kind refused(URI where) {
        var failed = catchThrowableOfType(EgressFailed.class, () -> {
            try (var answer = client.run(Errand.get(where))) {
                var _ = answer.bytes();
            }
        });
        return failed.kind();
    }

    @Test
    void whatIsAllowedIsFetched() throws Exception {
        assertThat(fetch(Errand.get(at("good.example", "/a?b=c")))).isEqualTo("GET /a?b=c good.example null ");
        assertThat(fetch(Errand.get(at("good.example", "/chunked")))).isEqualTo("GET /chunked good.example null ");
        var post = Errand.post(at("good.example", "/hook"), "text/plain", Octets.wrap(new byte[] {'h', 'i'}));
        assertThat(fetch(post.with("X-Secret", "s"))).isEqualTo("POST /hook good.example s hi");
    }

    /// A path may begin like a host and be written in letters of any script.
    @ParameterizedTest
    @CsvSource({"//, //", "//a:b//c?d=//e#f, //a:b//c?d=//e", "/\u00e9?\u00e9, /%C3%A9?%C3%A9", "'', /", "?a=b, /?a=b"})
    void aPathIsAskedForAsItIsWritten(String written, String asked) throws Exception {
        try (var listening = new ServerSocket(0, 1, HERE)) {
            var line = new CompletableFuture<String>();
            Thread.ofVirtual().start(() -> {
                try (var socket = listening.accept()) {
                    var said = new byte[4096];
                    var size = socket.getInputStream().read(said);
                    line.complete(new String(said, 0, size, StandardCharsets.ISO_8859_1)
                            .lines()
                            .findFirst()
                            .orElse(""));
                    socket.getOutputStream().write("HTTP/1.1 204 -\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException broken) {
                    line.completeExceptionally(broken);
                }
            });
            var where = "http://good.example:" + listening.getLocalPort() + written;
            assertThat(fetch(Errand.get(URI.create(where)))).isEmpty();
            assertThat(line.join()).isEqualTo("GET " + asked + " HTTP/1.1");
        }
    }

    @Test
    void whatIsPrivateIsNotConnectedTo() {
        assertThat(refused(at("inside.example", "/"))).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(refused(at("both.example", "/"))).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(refused(at("nobody.example", "/"))).isEqualTo(Kind.NOT_REACHED);
    }

    @Test
    void redirectsAreFollowedAndLookedAtAgain() throws Exception {
        assertThat(fetch(Errand.get(at("good.example", "/to?/b")))).isEqualTo("GET /b good.example null ");
        assertThat(refused(at("good.example", "/to?" + at("inside.example", "/"))))
                .isEqualTo(Kind.NOT_ALLOWED);
        assertThat(refused(at("good.example", "/to?file:///etc/passwd"))).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(refused(at("good.example", "/to?/to?/to?/to?/b"))).isEqualTo(Kind.NOT_ALLOWED);
    }

    @Test
    void eachHopIsResolvedOnceAndPinned() throws Exception {
        var _ = fetch(Errand.get(at("good.example", "/to?" + at("other.example", "/b"))));
        assertThat(resolved).containsExactly("good.example", "other.example");
    }

    @Test
    void secretsStayWithTheirHost() throws Exception {
        var errand = Errand.get(at("good.example", "/to?" + at("other.example", "/b")))
                .with("X-Secret", "s");
        assertThat(fetch(errand)).isEqualTo("GET /b other.example null ");
        var same = Errand.get(at("good.example", "/to?/b")).with("X-Secret", "s");
        assertThat(fetch(same)).isEqualTo("GET /b good.example s ");
    }

    @Test
    void aWebhooksReceiverDoesNotSendUsOn() throws Exception {
        var post = Errand.post(at("good.example", "/to?/b"), "text/plain", Octets.EMPTY);
        try (var answer = client.run(post)) {
            assertThat(answer.status()).isEqualTo(302);
        }
    }

    @Test
    void tooMuchIsTooMuch() {
        assertThat(refused(at("good.example", "/large"))).isEqualTo(Kind.TOO_LARGE);
        assertThat(refused(at("good.example", "/large/chunked"))).isEqualTo(Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://good.example/",
                "file:///etc/passwd",
                "http:///a",
                "http://user:pass@good.example/",
                "http://user@good.example/",
                "gopher://good.example",
                "//good.example/",
                "http://good.example:0/",
                "http://good.example:65536/",
                "https://good.example:2000000000/"
            })
    void otherAddressesAreRefused(String where) {
        assertThat(refused(URI.create(where))).isEqualTo(Kind.NOT_ALLOWED);
        assertThat(resolved).isEmpty();
    }

    @Test
    void otherPortsAreRefused() {
        var usual = client.within(LIMITS.withPorts(Set.of(80, 443)));
        var failed = catchThrowableOfType(EgressFailed.class, () -> usual.run(Errand.get(at("good.example", "/"))));
        assertThat(failed.kind()).isEqualTo(Kind.NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\n: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nz\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"
            })
    void whatIsNoAnswerIsRefused(String said) throws Exception {
        assertThat(refusedFrom(said, true)).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void whoHangsUpOrSaysNothingIsNotReached() throws Exception {
        var half = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab";
        assertThat(refusedFrom(half, true)).isEqualTo(Kind.NOT_REACHED);
        assertThat(refusedFrom("HTTP/1.1 200", true)).isEqualTo(Kind.NOT_REACHED);
        assertThat(refusedFrom(half, false)).isEqualTo(Kind.NOT_REACHED);
        assertThat(refused(
                        URI.create("https://good.example:" + server.getAddress().getPort() + "/")))
                .isEqualTo(Kind.NOT_REACHED);
    }

    /// Under whatever case its scheme is written: what is meant for TLS leaves by nothing else.
    @Test
    void aSecureAddressIsSecureHoweverItIsWritten() throws Exception {
        var where = URI.create("HTTPS://good.example:" + server.getAddress().getPort() + "/");
        assertThat(refused(where)).isEqualTo(Kind.NOT_REACHED);
    }

    @Test
    void aHostThatReadsNothingHoldsNobodyUp() throws Exception {
        try (var listening = new ServerSocket(0, 1, HERE)) {
            var hasty = client.within(new EgressLimits(
                    LIMITS.connect(), LIMITS.silence(), Duration.ofMillis(500), LIMITS.bytes(), 0, Set.of()));
            var more = Octets.wrap(new byte[32 << 20]);
            var where = URI.create("http://good.example:" + listening.getLocalPort() + "/");
            var failed =
                    catchThrowableOfType(EgressFailed.class, () -> hasty.run(Errand.post(where, "text/plain", more)));
            assertThat(failed.kind()).isEqualTo(Kind.NOT_REACHED);
        }
    }

    @Test
    void aRedirectToNowhereLeavesNoConnectionBehind() throws Exception {
        try (var listening = new ServerSocket(0, 1, HERE)) {
            var left = new CompletableFuture<Integer>();
            Thread.ofVirtual().start(() -> {
                try (var socket = listening.accept()) {
                    var _ = socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream()
                            .write("HTTP/1.1 302 Found\r\nLocation: http://a b/\r\nContent-Length: 9\r\n\r\n"
                                    .getBytes(StandardCharsets.ISO_8859_1));
                    left.complete(socket.getInputStream().read());
                } catch (IOException broken) {
                    left.completeExceptionally(broken);
                }
            });
            assertThat(refused(URI.create("http://good.example:" + listening.getLocalPort() + "/")))
                    .isEqualTo(Kind.MALFORMED);
            assertThat(left).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(-1);
        }
    }

    /// A host that says this and then hangs up, or says no more.
    private Kind refusedFrom(String said, boolean hangsUp) throws Exception {
        try (var listening = new ServerSocket(0, 1, HERE)) {
            var asked = new CompletableFuture<Kind>();
            var host = Thread.ofVirtual().start(() -> {
                try (var socket = listening.accept()) {
                    var _ = socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
                    if (!hangsUp) {
                        asked.join();
                    }
                } catch (IOException broken) {
                    asked.completeExceptionally(broken);
                }
            });
            var kind = refused(URI.create("http://good.example:" + listening.getLocalPort() + "/"));
            asked.complete(kind);
            host.join();
            return kind;
        }
    }
}
