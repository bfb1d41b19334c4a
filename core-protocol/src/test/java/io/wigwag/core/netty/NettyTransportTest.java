package io.wigwag.core.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.ProxyServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NettyTransportTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final TransportLimits DEFAULT = TransportLimits.DEFAULT;

    private final RecordedConnection seen = new RecordedConnection();
    private NettyTransport transport =
            new NettyTransport(DEFAULT, 1, NativeParts.portable(), new ServerTrust.Authorities(List.of()));

    @AfterEach
    void close() {
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesGoBothWaysOverTls(boolean portable) throws Exception {
        try (var server = new WebSocketServer(true, new Echo())) {
            use(DEFAULT, portable ? NativeParts.portable() : NativeParts.found(), server);
            var connection = transport.open(server.endpoint(), seen);
            seen.await(RecordedConnection.Opened.class);
            connection.write(Octets.ofHex("010203"));
            assertThat(seen.bytes(3)).isEqualTo(Octets.ofHex("010203"));
            connection.close();
            assertThat(seen.await(CloseReason.class).kind()).isEqualTo(Kind.OURS);
        }
    }

    @Test
    void theUpgradeLooksLikeTheWebClients() throws Exception {
        try (var server = new WebSocketServer(false, new Echo())) {
            var web = new Endpoint(server.endpoint().uri(), Endpoint.WHATSAPP.headers(), Optional.empty());
            transport.open(web.with("User-Agent", "Mozilla/5.0"), seen);
            var headers = server.request.get(10, TimeUnit.SECONDS);
            assertThat(headers.get("Host")).isEqualTo("localhost:" + server.port());
            assertThat(headers.getAll("Origin")).containsExactly("https://web.whatsapp.com");
            assertThat(headers.get("User-Agent")).isEqualTo("Mozilla/5.0");
            assertThat(headers.contains("Sec-WebSocket-Extensions")).isFalse();
            assertThat(headers.contains("Cookie")).isFalse();
        }
    }

    @Test
    void messagesInPiecesAreOneStream() throws Exception {
        try (var server = new WebSocketServer(false, new Opening(context -> {
            var _ = context.write(new BinaryWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[] {1, 2})));
            var _ = context.write(new ContinuationWebSocketFrame(false, 0, Unpooled.wrappedBuffer(new byte[] {3})));
            return context.writeAndFlush(
                    new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[] {4, 5})));
        }))) {
            transport.open(server.endpoint(), seen);
            seen.await(RecordedConnection.Opened.class);
            assertThat(seen.bytes(5)).isEqualTo(Octets.ofHex("0102030405"));
        }
    }

    @Test
    void aTextMessageEndsTheConnection() throws Exception {
        endsAfterOpening(Kind.MALFORMED, context -> context.writeAndFlush(new TextWebSocketFrame("hello")));
    }

    @Test
    void aGoodbyeOfTheServerKeepsItsCode() throws Exception {
        var reason = endsAfterOpening(
                Kind.SERVER, context -> context.writeAndFlush(new CloseWebSocketFrame(1011, "restarting")));
        assertThat(reason.detail()).isEqualTo("1011 restarting");
    }

    @Test
    void aServerThatHangsUpIsLost() throws Exception {
        // From the pipeline's head, so that the server's own WebSocket handler says no goodbye.
        endsAfterOpening(Kind.LOST, context -> context.pipeline().firstContext().close());
    }

    @Test
    void aHalfClosedSocketIsLost() throws Exception {
        endsAfterOpening(Kind.LOST, context -> ((SocketChannel) context.channel()).shutdownOutput());
    }

    @Test
    void anOversizeMessageIsMalformed() throws Exception {
        use(limits(DEFAULT.handshake(), DEFAULT.idle(), 1000), NativeParts.portable(), null);
        endsAfterOpening(
                Kind.MALFORMED,
                context -> context.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[1001]))));
    }

    @Test
    void silenceEndsTheConnectionUnlessWeDoNotRead() throws Exception {
        use(limits(DEFAULT.handshake(), SHORT, 1000), NativeParts.portable(), null);
        endsAfterOpening(Kind.IDLE_TIMEOUT, ChannelHandlerContext::newSucceededFuture);
    }

    @Test
    void aServerThatNeverAnswersTheUpgradeTimesOut() throws Exception {
        use(limits(SHORT, DEFAULT.idle(), 1000), NativeParts.portable(), null);
        assertThat(rawServer("").kind()).isEqualTo(Kind.HANDSHAKE_TIMEOUT);
    }

    /// One byte of the answer at a time, for ever: no single read is late, the whole is.
    @Test
    void aServerThatDripsItsAnswerTimesOut() throws Exception {
        use(limits(SHORT, DEFAULT.idle(), 1000), NativeParts.portable(), null);
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var over = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try (var client = listening.accept()) {
                    var drip = "HTTP/1.1 101 Switching Protocols\r\nx: ".getBytes(StandardCharsets.US_ASCII);
                    for (var i = 0; !over.await(20, TimeUnit.MILLISECONDS); i++) {
                        client.getOutputStream().write(i < drip.length ? drip[i] : 'x');
                        client.getOutputStream().flush();
                    }
                } catch (Exception clientLeft) {
                    over.countDown();
                }
            });
            transport.open(plain(listening.getLocalPort()), seen);
            assertThat(seen.await(CloseReason.class).kind()).isEqualTo(Kind.HANDSHAKE_TIMEOUT);
            over.countDown();
        }
    }

    @Test
    void aServerThatRefusesTheUpgradeIsNamedSo() throws Exception {
        assertThat(rawServer("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
                        .kind())
                .isEqualTo(Kind.NOT_UPGRADED);
    }

    @Test
    void nobodyAtThatPortIsUnreachable() throws Exception {
        int port;
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listening.getLocalPort();
        }
        transport.open(plain(port), seen);
        assertThat(seen.await(CloseReason.class).kind()).isEqualTo(Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCertificateThatWeDoNotTrustIsInsecure(boolean portable) throws Exception {
        try (var server = new WebSocketServer(true, new Echo())) {
            use(DEFAULT, portable ? NativeParts.portable() : NativeParts.found(), null);
            transport.open(server.endpoint(), seen);
            assertThat(seen.await(CloseReason.class).kind()).isEqualTo(Kind.INSECURE);
        }
    }

    @Test
    void aCertificateForAnotherNameIsInsecure() throws Exception {
        try (var server = new WebSocketServer(true, new Echo())) {
            use(DEFAULT, NativeParts.portable(), server);
            var byAddress = URI.create("wss://127.0.0.1:" + server.port() + "/ws/chat");
            transport.open(new Endpoint(byAddress, Map.of(), Optional.empty()), seen);
            assertThat(seen.await(CloseReason.class).kind()).isEqualTo(Kind.INSECURE);
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyServer.Kind.class)
    void aProxyWithCredentialsLeadsToTheServer(ProxyServer.Kind kind) throws Exception {
        try (var server = new WebSocketServer(true, new Echo());
                var proxy = new TestProxy(kind)) {
            use(DEFAULT, NativeParts.portable(), server);
            var connection = transport.open(server.endpoint().by(proxy.address()), seen);
            seen.await(RecordedConnection.Opened.class);
            assertThat(proxy.asked.get(10, TimeUnit.SECONDS)).isEqualTo("localhost:" + server.port());
            connection.write(Octets.ofHex("07"));
            assertThat(seen.bytes(1)).isEqualTo(Octets.ofHex("07"));
            connection.close();
        }
    }

    @ParameterizedTest
    @EnumSource(ProxyServer.Kind.class)
    void aProxyThatRefusesIsNamedSo(ProxyServer.Kind kind) throws Exception {
        try (var server = new WebSocketServer(false, new Echo());
                var proxy = new TestProxy(kind)) {
            transport.open(server.endpoint().by(proxy.address("wrong")), seen);
            assertThat(seen.await(CloseReason.class).kind()).isEqualTo(Kind.PROXY);
        }
    }

    @Test
    void nothingIsReceivedWhileNothingIsWanted() throws Exception {
        try (var server = new WebSocketServer(false, new Echo())) {
            var connection = transport.open(server.endpoint(), seen);
            seen.await(RecordedConnection.Opened.class);
            connection.reading(false);
            // Written before reading is wanted again, by the same thread: it has left when the marker has run.
            connection.write(Octets.ofHex("aa"));
            var ran = new CountDownLatch(1);
            connection.execute(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen.quiet()).isTrue();
            connection.reading(true);
            assertThat(seen.bytes(1)).isEqualTo(Octets.ofHex("aa"));
            connection.close();
        }
    }

    @Test
    void aWriterIsToldWhenTheServerDoesNotRead() throws Exception {
        try (var server = new WebSocketServer(false, new Opening(context -> {
            context.channel().config().setAutoRead(false);
            return context.newSucceededFuture();
        }))) {
            var connection = transport.open(server.endpoint(), seen);
            seen.await(RecordedConnection.Opened.class);
            for (var i = 0; i < 40; i++) {
                connection.write(Octets.wrap(new byte[1 << 20]));
            }
            assertThat(seen.await(RecordedConnection.Writable.class).drains()).isFalse();
            connection.close();
            assertThat(seen.end().kind()).isEqualTo(Kind.OURS);
        }
    }

    @Test
    void closingTwiceTellsOnce() throws Exception {
        try (var server = new WebSocketServer(false, new Echo())) {
            var connection = transport.open(server.endpoint(), seen);
            connection.close();
            connection.close();
            assertThat(seen.end().kind()).isEqualTo(Kind.OURS);
            var ran = new CountDownLatch(1);
            connection.execute(ran::countDown);
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(seen.quiet()).isTrue();
        }
    }

    private CloseReason endsAfterOpening(Kind kind, Opening.Action action) throws Exception {
        try (var server = new WebSocketServer(false, new Opening(action))) {
            transport.open(server.endpoint(), seen);
            seen.await(RecordedConnection.Opened.class);
            var reason = seen.await(CloseReason.class);
            assertThat(reason.kind()).as(reason.toString()).isEqualTo(kind);
            return reason;
        }
    }

    private CloseReason rawServer(String answer) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var over = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> {
                try (var client = listening.accept()) {
                    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    over.await();
                } catch (Exception clientLeft) {
                    over.countDown();
                }
            });
            transport.open(plain(listening.getLocalPort()), seen);
            var reason = seen.await(CloseReason.class);
            over.countDown();
            return reason;
        }
    }

    private void use(TransportLimits limits, NativeParts parts, @Nullable WebSocketServer trusted) {
        transport.close();
        transport = new NettyTransport(
                limits, 1, parts, new ServerTrust.Authorities(trusted == null ? List.of() : trusted.trusted()));
    }

    private static TransportLimits limits(Duration handshake, Duration idle, int largest) {
        return new TransportLimits(DEFAULT.connect(), handshake, idle, largest, DEFAULT.writeBuffered());
    }

    private static Endpoint plain(int port) {
        return new Endpoint(URI.create("ws://localhost:" + port + "/ws/chat"), Map.of(), Optional.empty());
    }

    private static final class Echo implements WebSocketServer.Behaviour {
        @Override
        public void opened(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void received(ChannelHandlerContext context, WebSocketFrame frame) {
            var _ = context.writeAndFlush(frame.retain());
        }
    }

    private record Opening(Action action) implements WebSocketServer.Behaviour {
        interface Action {
            ChannelFuture run(ChannelHandlerContext context) throws Exception;
        }

        @Override
        public void opened(ChannelHandlerContext context) throws Exception {
            var _ = action.run(context);
        }

        @Override
        public void received(ChannelHandlerContext context, WebSocketFrame frame) {
            throw new AssertionError("nothing was expected from the client");
        }
    }
}
