package io.wigwag.core.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaUnreachable;
import io.wigwag.core.port.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NettyMediaHttpTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: ";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BUFFERED = 128 * 1024;

    private final NettyTransport transport = new NettyTransport(
            TransportLimits.DEFAULT, 1, NativeParts.portable(), new ServerTrust.Authorities(List.of()));
    private MediaHttp http = with(LONG);

    private MediaHttp with(Duration patience) {
        return transport.media(new MediaHttpLimits(LONG, LONG, patience, patience, BUFFERED));
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private static MediaHttp.Request get(URI uri) {
        return new MediaHttp.Request(MediaHttp.Method.GET, uri, Map.of("Origin", "here"), Optional.empty());
    }

    private static MediaHttp.Request post(URI uri, long size, InputStream bytes) {
        var body = new MediaHttp.Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return bytes;
            }
        };
        return new MediaHttp.Request(MediaHttp.Method.POST, uri, Map.of(), Optional.of(body));
    }

    private void fails(MediaHttp.Request request, Kind kind) {
        assertThatThrownBy(() -> {
                    try (var answer = http.send(request)) {
                        answer.body().readAllBytes();
                    }
                })
                .isInstanceOfSatisfying(
                        MediaUnreachable.class,
                        broken -> assertThat(broken.reason().kind()).isEqualTo(kind));
    }

    @Test
    void aRequestSaysWhatItIsToSay() throws Exception {
        try (var host = RawHost.saying(OK + "2\r\nX-Thing: 7\r\n\r\nhi");
                var answer = http.send(get(host.uri()))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-thing")).contains("7");
            assertThat(answer.header("x-other")).isEmpty();
            assertThat(answer.body().readAllBytes()).isEqualTo("hi".getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.body().read()).isEqualTo(-1);
            assertThat(host.asked.join())
                    .startsWith("GET /v/1?a=b%3D HTTP/1.1\r\n")
                    .contains("host: 127.0.0.1:", "connection: close", "Origin: here");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 403 No\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 403 No\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            })
    void anEmptyAnswerIsAnAnswer(String text) throws Exception {
        try (var host = RawHost.saying(text);
                var answer = http.send(get(host.uri()))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEmptyAnswerOverTlsIsAnAnswer(boolean portable) throws Exception {
        var certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .addSanDnsName("localhost")
                .buildSelfSigned();
        var context = SSLContext.getInstance("TLS");
        context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
        var parts = portable ? NativeParts.portable() : NativeParts.found();
        try (var secure = new NettyTransport(
                        TransportLimits.DEFAULT,
                        1,
                        parts,
                        new ServerTrust.Authorities(List.of(certificate.getCertificate())));
                var host = new RawHost(
                        context.getServerSocketFactory(),
                        (_, out) -> out.write(
                                "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
                var answer = secure.media(MediaHttpLimits.DEFAULT).send(get(host.uri()))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Len", OK + "10\r\n\r\nhalf"})
    void anAnswerThatIsCutIsSaid(String text) throws Exception {
        try (var host = RawHost.saying(text)) {
            fails(get(host.uri()), Kind.LOST);
        }
    }

    @Test
    void whatIsNoHttpIsMalformed() throws Exception {
        try (var host = RawHost.saying("nonsense\r\n\r\n")) {
            fails(get(host.uri()), Kind.MALFORMED);
        }
    }

    @Test
    void nobodyThereIsUnreachable() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        fails(get(URI.create("http://127.0.0.1:" + free + "/")), Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OK + "10\r\n\r\nhalf"})
    void silenceEndsAtItsLimit(String beginning) throws Exception {
        http = with(Duration.ofMillis(50));
        var over = new CountDownLatch(1);
        try (var host = new RawHost((_, out) -> {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            over.await();
        })) {
            fails(get(host.uri()), Kind.IDLE_TIMEOUT);
        } finally {
            over.countDown();
        }
    }

    /// The host reads the whole and says what it got.
    @Test
    void aBodyStreamsWhole() throws Exception {
        var bytes = new byte[3_000_001];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i * 31) >> 8);
        }
        var got = new CompletableFuture<Octets>();
        try (var host = new RawHost((in, out) -> {
                    got.complete(Octets.wrap(in.readNBytes(bytes.length)));
                    out.write((OK + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                });
                var answer = http.send(
                        post(host.uri(), bytes.length, Octets.wrap(bytes).asStream()))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(got.join()).isEqualTo(Octets.wrap(bytes));
            assertThat(host.asked.join()).contains("content-length: 3000001");
        }
    }

    @Test
    void aBodyWithoutBytesStillHasALength() throws Exception {
        try (var host = RawHost.saying(OK + "0\r\n\r\n");
                var answer = http.send(
                        new MediaHttp.Request(MediaHttp.Method.POST, host.uri(), Map.of(), Optional.empty()))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(host.asked.join()).contains("content-length: 0");
        }
    }

    /// As one does that knows from the head that it wants none of it.
    @Test
    void aHostMayAnswerBeforeTheBodyIsThere() throws Exception {
        var over = new CountDownLatch(1);
        try (var host = new RawHost((_, out) -> {
                    out.write("HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    over.await();
                });
                var answer = http.send(post(host.uri(), 1L << 40, new Zeros(1L << 40)))) {
            assertThat(answer.status()).isEqualTo(401);
        } finally {
            over.countDown();
        }
    }

    @Test
    void aBodyThatEndsEarlyIsItsOwnFault() throws Exception {
        try (var host = new RawHost((in, _) -> in.readAllBytes())) {
            assertThatThrownBy(() -> http.send(post(host.uri(), 100, new Zeros(99))))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(MediaUnreachable.class);
        }
    }

    /// The host could write for ever; nobody reads, so it stops once buffers on the way are full.
    @Test
    void whoDoesNotReadHoldsTheHostBack() throws Exception {
        var written = new AtomicLong();
        var held = new CountDownLatch(1);
        var total = 64L << 20;
        try (var host = new RawHost((_, out) -> {
                    out.write((OK + total + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    var piece = new byte[64 * 1024];
                    while (written.get() < total) {
                        out.write(piece);
                        written.addAndGet(piece.length);
                        held.countDown();
                    }
                });
                var answer = http.send(get(host.uri()))) {
            held.await();
            var before = written.get();
            var read = answer.body().readNBytes(1 << 20).length;
            assertThat(before).isLessThan(total);
            var left = answer.body().skip(total - read);
            assertThat(left).isEqualTo(total - read);
            assertThat(answer.body().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void proxiesLeadThere(ProxyServer.Kind kind) throws Exception {
        try (var host = RawHost.saying(OK + "2\r\n\r\nhi");
                var proxy = new TestProxy(kind);
                var answer = http.through(proxy.address()).send(get(host.uri()))) {
            assertThat(answer.body().readAllBytes()).hasSize(2);
            assertThat(proxy.asked.join()).isEqualTo("127.0.0.1:" + host.uri().getPort());
        }
        try (var proxy = new TestProxy(kind)) {
            http = http.through(proxy.address("wrong"));
            fails(get(URI.create("http://127.0.0.1:9/")), Kind.PROXY);
        }
    }

    @Test
    void addressesMayLeadElsewhere() throws Exception {
        try (var host = RawHost.saying(OK + "2\r\n\r\nhi");
                var answer = http.redirected(_ -> host.uri()).send(get(URI.create("https://mmg.whatsapp.net/v/1")))) {
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    /// So many bytes of nothing.
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int size) {
            var part = (int) Math.min(left, size);
            left -= part;
            return part == 0 && size > 0 ? -1 : part;
        }
    }
}
