package io.wigwag.core.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.Future;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.ProxyServer;
import io.wigwag.core.port.Transport;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// WebSocket connections of all devices on a few shared event loops.
public final class NettyTransport implements Transport {
    private static final int UPGRADE_ANSWER = 64 * 1024;

    private final TransportLimits limits;
    private final NativeParts parts;
    private final EventLoopGroup threads;
    private final SslContext tls;
    private final AddressResolverGroup<InetSocketAddress> names;

    /// Trusts the authorities that the JDK trusts.
    public NettyTransport(TransportLimits limits, int threads) {
        this(limits, threads, NativeParts.found(), List.of());
    }

    /// Trusts these certificates only, as a sandbox with its own authority needs it.
    public NettyTransport(TransportLimits limits, int threads, List<X509Certificate> trusted) {
        this(limits, threads, NativeParts.found(), trusted);
    }

    NettyTransport(TransportLimits limits, int threads, NativeParts parts, List<X509Certificate> trusted) {
        this.limits = limits;
        this.parts = parts;
        this.tls = tls(parts, trusted);
        this.threads = parts.threads(threads);
        this.names = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelType(parts.datagram())
                .nameServerProvider(DnsServerAddressStreamProviders.platformDefault()));
    }

    @Override
    public Connection open(Endpoint endpoint, ConnectionEvents events) {
        var handler = new ConnectionHandler(events, limits);
        var bootstrap = new Bootstrap()
                .group(threads)
                .channel(parts.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.connect().toMillis()))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(limits.writeBuffered() / 2, limits.writeBuffered()))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        fill(channel, endpoint, handler);
                    }
                });
        var channel = bootstrap.register().channel();
        var server = InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
        endpoint.proxy()
                .ifPresentOrElse(
                        proxy -> resolve(channel, handler, proxy.host(), proxy.port(), address -> {
                            channel.pipeline().addFirst(proxyHandler(proxy, address));
                            connect(channel, handler, server);
                        }),
                        () -> resolve(
                                channel,
                                handler,
                                endpoint.host(),
                                endpoint.port(),
                                address -> connect(channel, handler, address)));
        return new NettyConnection(handler, channel);
    }

    private void resolve(
            Channel channel, ConnectionHandler events, String host, int port, Consumer<InetSocketAddress> found) {
        names.getResolver(channel.eventLoop())
                .resolve(InetSocketAddress.createUnresolved(host, port))
                .addListener((Future<InetSocketAddress> answer) -> {
                    if (answer.isSuccess()) {
                        found.accept(answer.getNow());
                    } else {
                        events.end(Failures.reasonOf(answer.cause(), CloseReason.Kind.UNRESOLVED));
                        var _ = channel.close();
                    }
                });
    }

    private static void connect(Channel channel, ConnectionHandler events, InetSocketAddress address) {
        channel.connect(address).addListener((ChannelFutureListener) connected -> {
            if (!connected.isSuccess()) {
                events.end(Failures.reasonOf(connected.cause(), CloseReason.Kind.UNREACHABLE));
                var _ = channel.close();
            }
        });
    }

    @Override
    public void close() {
        names.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private void fill(SocketChannel channel, Endpoint endpoint, ConnectionHandler events) {
        var pipeline = channel.pipeline();
        pipeline.addLast(new IdleStateHandler(limits.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        if (endpoint.secure()) {
            var handler = tls.newHandler(channel.alloc(), endpoint.host(), endpoint.port());
            handler.setHandshakeTimeout(limits.handshake().toMillis(), TimeUnit.MILLISECONDS);
            pipeline.addLast(handler);
        }
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(UPGRADE_ANSWER));
        pipeline.addLast(new WebSocketClientProtocolHandler(upgrade(endpoint)));
        pipeline.addLast(new FlowControlHandler());
        pipeline.addLast(events);
    }

    private WebSocketClientProtocolConfig upgrade(Endpoint endpoint) {
        var headers = new DefaultHttpHeaders();
        endpoint.headers().forEach(headers::set);
        return WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(endpoint.uri())
                .version(WebSocketVersion.V13)
                .allowExtensions(false)
                .customHeaders(headers)
                .generateOriginHeader(false)
                .maxFramePayloadLength(limits.largestMessage())
                .handleCloseFrames(false)
                .dropPongFrames(true)
                .handshakeTimeoutMillis(limits.handshake().toMillis())
                .build();
    }

    private ProxyHandler proxyHandler(ProxyServer proxy, InetSocketAddress address) {
        var handler = proxy.login()
                .map(login -> switch (proxy.kind()) {
                    case HTTP -> new HttpProxyHandler(address, login.user(), login.password());
                    case SOCKS5 -> new Socks5ProxyHandler(address, login.user(), login.password());
                })
                .orElseGet(() -> switch (proxy.kind()) {
                    case HTTP -> new HttpProxyHandler(address);
                    case SOCKS5 -> new Socks5ProxyHandler(address);
                });
        handler.setConnectTimeoutMillis(limits.connect().toMillis());
        return handler;
    }

    private static SslContext tls(NativeParts parts, List<X509Certificate> trusted) {
        try {
            var builder =
                    SslContextBuilder.forClient().sslProvider(parts.tls()).endpointIdentificationAlgorithm("HTTPS");
            if (!trusted.isEmpty()) {
                builder.trustManager(trusted);
            }
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not possible on this machine", e);
        }
    }
}
