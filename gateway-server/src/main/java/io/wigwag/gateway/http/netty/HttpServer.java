package io.wigwag.gateway.http.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Listens, and has a service answer. Owns its event loops and the threads of its requests.
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    /// What a stop leaves to clients that have their last response and do not hang up.
    private static final Duration FAREWELL = Duration.ofMillis(250);
    private static final WriteBufferWaterMark UNSENT = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

    private final Service service;
    private final HttpLimits limits;
    private final InstantSource clock;
    private final EventLoopGroup loops;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("http-", 1).factory());
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    /// Those that are answered to the end and only wait for the client to hang up.
    private final Set<HttpConnection> lingering = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> answered = new CompletableFuture<>();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private final Channel listening;
    private volatile boolean draining;

    HttpServer(
            InetSocketAddress address, HttpLimits limits, Service service, InstantSource clock, ByteBufAllocator memory)
            throws IOException {
        this.service = service;
        this.limits = limits;
        this.clock = clock;
        var sockets = Sockets.found();
        this.loops = sockets.loops();
        this.listening = bind(sockets, address, memory);
    }

    /// Begins to listen; port 0 takes any free one.
    public static HttpServer open(InetSocketAddress address, HttpLimits limits, Service service, InstantSource clock)
            throws IOException {
        return new HttpServer(address, limits, service, clock, ByteBufAllocator.DEFAULT);
    }

    private Channel bind(Sockets sockets, InetSocketAddress address, ByteBufAllocator memory) throws IOException {
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(sockets.listening())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.ALLOCATOR, memory)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNSENT)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        var punctuality = new Punctuality(limits);
                        channel.pipeline()
                                .addLast(punctuality)
                                .addLast(new StrictDecoder(limits))
                                .addLast(new HttpResponseEncoder())
                                .addLast(new HttpConnection(HttpServer.this, punctuality));
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            close(loops);
            throw refused(address, bound.cause());
        }
        return bound.channel();
    }

    private static BindException refused(InetSocketAddress address, Throwable why) {
        // Native sockets begin with the call that failed, and its number.
        var reason = String.valueOf(why.getMessage()).replaceFirst(".*: ", "");
        var refused = new BindException(
                "can't listen on " + address.getHostString() + ":" + address.getPort() + ": " + reason);
        refused.initCause(why);
        return refused;
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    public int connections() {
        return connections.size() + lingering.size();
    }

    /// Takes nothing new, lets what was begun come to its end, and ends what takes longer than that.
    public void stop(Duration grace) throws InterruptedException {
        draining = true;
        listening.close().sync();
        connections.forEach(HttpConnection::drain);
        checkEmpty();
        if (!happens(answered, grace)) {
            connections.forEach(HttpConnection::abandon);
        }
        if (!happens(empty, FAREWELL)) {
            lingering.forEach(HttpConnection::abandon);
        }
        threads.shutdown();
        if (!threads.awaitTermination(1, TimeUnit.SECONDS)) {
            var _ = threads.shutdownNow();
        }
        close(loops);
    }

    private static boolean happens(CompletableFuture<Void> event, Duration atMost) throws InterruptedException {
        try {
            event.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException tooLong) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails this", impossible);
        }
    }

    /// Stops without a grace.
    @Override
    public void close() {
        try {
            stop(Duration.ZERO);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(EventLoopGroup loops) {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    Service service() {
        return service;
    }

    HttpLimits limits() {
        return limits;
    }

    ExecutorService threads() {
        return threads;
    }

    Instant now() {
        return clock.instant();
    }

    boolean isDraining() {
        return draining;
    }

    /// Counts a connection; false when it is one too many, which ends soon.
    boolean enter(HttpConnection connection) {
        connections.add(connection);
        return connections() <= limits.connections();
    }

    /// Nothing more is answered there. A stop does not spend its grace on it: not every client hangs up.
    void linger(HttpConnection connection) {
        lingering.add(connection);
        connections.remove(connection);
        checkEmpty();
    }

    void leave(HttpConnection connection) {
        connections.remove(connection);
        lingering.remove(connection);
        checkEmpty();
    }

    private void checkEmpty() {
        if (draining && connections.isEmpty()) {
            answered.complete(null);
            if (lingering.isEmpty()) {
                empty.complete(null);
            }
        }
    }
}
