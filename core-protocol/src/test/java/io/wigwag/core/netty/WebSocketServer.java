package io.wigwag.core.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.wigwag.core.port.Endpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A WebSocket server on the loopback for tests, over TLS or not; a handler of the test's own sits on top.
final class WebSocketServer implements AutoCloseable {
    interface Behaviour {
        void opened(ChannelHandlerContext context) throws Exception;

        void received(ChannelHandlerContext context, WebSocketFrame frame) throws Exception;
    }

    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final X509Bundle certificate;
    private final boolean secure;
    private final Channel listening;
    final CompletableFuture<HttpHeaders> request = new CompletableFuture<>();

    WebSocketServer(boolean secure, Behaviour behaviour) throws Exception {
        this.secure = secure;
        certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .setIsCertificateAuthority(true)
                .addSanDnsName("localhost")
                .buildSelfSigned();
        SslContext tls =
                SslContextBuilder.forServer(certificate.toKeyManagerFactory()).build();
        listening = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        if (secure) {
                            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                        }
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new HttpObjectAggregator(65_536))
                                .addLast(new Headers())
                                .addLast(new WebSocketServerProtocolHandler("/ws/chat", null, false, 1 << 25))
                                .addLast(new Top(behaviour));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    Endpoint endpoint() {
        return new Endpoint(
                URI.create((secure ? "wss" : "ws") + "://localhost:" + port() + "/ws/chat"),
                Map.of(),
                Optional.empty());
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    List<X509Certificate> trusted() {
        return List.of(certificate.getCertificate());
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Headers extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest upgrade) {
            request.complete(upgrade.headers().copy());
            context.fireChannelRead(upgrade.retain());
        }
    }

    private static final class Top extends SimpleChannelInboundHandler<WebSocketFrame> {
        private final Behaviour behaviour;

        Top(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof HandshakeComplete) {
                behaviour.opened(context);
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) throws Exception {
            behaviour.received(context, frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable clientRefused) {
            var _ = context.close();
        }
    }
}
