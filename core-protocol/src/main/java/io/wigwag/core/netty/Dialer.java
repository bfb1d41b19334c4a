package io.wigwag.core.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.proxy.Socks5ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.Future;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.ProxyServer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/// Opens channels on a few shared event loops: resolves names, takes the way through a proxy, and has what TLS needs.
final class Dialer implements AutoCloseable {
    private final NativeParts parts;
    private final EventLoopGroup threads;
    private final SslContext tls;
    private final AddressResolverGroup<InetSocketAddress> names;

    Dialer(NativeParts parts, int threads, ServerTrust trust) {
        this.parts = parts;
        this.tls = tls(parts, trust);
        this.threads = parts.threads(threads);
        this.names = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelType(parts.datagram())
                .nameServerProvider(DnsServerAddressStreamProviders.platformDefault()));
    }

    /// Whom to reach, how, and how long to try.
    record Goal(String host, int port, Optional<ProxyServer> proxy, Duration patience) {}

    /// @param writeBuffered bytes not yet sent above which the channel says that it is not writable
    /// @param failed told when there will be no connection, on the channel's event loop
    Channel dial(Goal goal, int writeBuffered, Consumer<SocketChannel> fill, Consumer<CloseReason> failed) {
        var bootstrap = new Bootstrap()
                .group(threads)
                .channel(parts.socket())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(goal.patience().toMillis()))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(writeBuffered / 2, writeBuffered))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        fill.accept(channel);
                    }
                });
        var channel = bootstrap.register().channel();
        var server = InetSocketAddress.createUnresolved(goal.host(), goal.port());
        goal.proxy()
                .ifPresentOrElse(
                        proxy -> resolve(channel, failed, proxy.host(), proxy.port(), address -> {
                            channel.pipeline().addFirst(proxyHandler(proxy, address, goal.patience()));
                            connect(channel, failed, server);
                        }),
                        () -> resolve(
                                channel,
                                failed,
                                goal.host(),
                                goal.port(),
                                address -> connect(channel, failed, address)));
        return channel;
    }

    private void resolve(
            Channel channel, Consumer<CloseReason> failed, String host, int port, Consumer<InetSocketAddress> found) {
        names.getResolver(channel.eventLoop())
                .resolve(InetSocketAddress.createUnresolved(host, port))
                .addListener((Future<InetSocketAddress> answer) -> {
                    if (answer.isSuccess()) {
                        found.accept(answer.getNow());
                    } else {
                        failed.accept(Failures.reasonOf(answer.cause(), CloseReason.Kind.UNRESOLVED));
                        var _ = channel.close();
                    }
                });
    }

    private static void connect(Channel channel, Consumer<CloseReason> failed, InetSocketAddress address) {
        channel.connect(address).addListener((ChannelFutureListener) connected -> {
            if (!connected.isSuccess()) {
                failed.accept(Failures.reasonOf(connected.cause(), CloseReason.Kind.UNREACHABLE));
                var _ = channel.close();
            }
        });
    }

    /// TLS for a channel to this host, whose certificate must name it.
    SslHandler secured(SocketChannel channel, String host, int port, Duration patience) {
        var handler = tls.newHandler(channel.alloc(), host, port);
        handler.setHandshakeTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private static ProxyHandler proxyHandler(ProxyServer proxy, InetSocketAddress address, Duration patience) {
        var handler = proxy.login()
                .map(login -> switch (proxy.kind()) {
                    case HTTP -> new HttpProxyHandler(address, login.user(), login.password());
                    case SOCKS5 -> new Socks5ProxyHandler(address, login.user(), login.password());
                })
                .orElseGet(() -> switch (proxy.kind()) {
                    case HTTP -> new HttpProxyHandler(address);
                    case SOCKS5 -> new Socks5ProxyHandler(address);
                });
        handler.setConnectTimeoutMillis(patience.toMillis());
        return handler;
    }

    private static SslContext tls(NativeParts parts, ServerTrust trust) {
        try {
            return trust.settle(SslContextBuilder.forClient().sslProvider(parts.tls()))
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("TLS is not possible on this machine", e);
        }
    }

    @Override
    public void close() {
        names.close();
        threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
