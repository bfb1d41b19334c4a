package io.wigwag.sandbox.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.identity.TlsIdentity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The port that everything comes through, and the one beside it without TLS where that is wanted.
public final class Listener implements AutoCloseable {
    private static final int MOST_UNSENT = 8 << 20;
    private static final int BACKLOG = 4096;

    private final EventLoopGroup threads;
    private final List<Channel> listening = new ArrayList<>();
    private final Doors doors;

    private Listener(Doors doors, EventLoopGroup threads) {
        this.doors = doors;
        this.threads = threads;
    }

    /// Begins to listen; port 0 takes any free one.
    public static Listener open(Doors doors, TlsIdentity tls, String bind, int port, Optional<Integer> plainPort)
            throws IOException, GeneralSecurityException {
        var secured = SslContextBuilder.forServer(tls.keys())
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_1_1))
                .build();
        var listener = new Listener(doors, new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory()));
        try {
            listener.bind(bind, port, Optional.of(secured));
            if (plainPort.isPresent()) {
                listener.bind(bind, plainPort.get(), Optional.empty());
            }
            return listener;
        } catch (IOException failure) {
            listener.close();
            throw failure;
        }
    }

    private void bind(String bind, int port, Optional<SslContext> tls) throws IOException {
        var bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(1 << 16, MOST_UNSENT))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var wire = Wires.of(channel, doors);
                        channel.pipeline().addLast(new SocketFaults(wire, Layer.TCP));
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        channel.pipeline()
                                .addLast(new SocketFaults(wire, Layer.TLS))
                                .addLast(new HttpServerCodec())
                                .addLast(new ChunkedWriteHandler())
                                .addLast(new FrontDoor(doors, wire, tls.isPresent()));
                    }
                })
                .bind(new InetSocketAddress(bind, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "can't listen on " + bind + ":" + port + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        listening.add(bound.channel());
    }

    /// The port with TLS.
    public int port() {
        return port(0);
    }

    public Optional<Integer> plainPort() {
        return listening.size() > 1 ? Optional.of(port(1)) : Optional.empty();
    }

    private int port(int index) {
        return ((InetSocketAddress) listening.get(index).localAddress()).getPort();
    }

    /// Takes no more connections.
    public void stopListening() {
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
    }

    @Override
    public void close() {
        var _ = threads.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
