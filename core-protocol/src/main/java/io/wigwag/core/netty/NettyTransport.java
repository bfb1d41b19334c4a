package io.wigwag.core.netty;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.Transport;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// WebSocket connections of all devices on a few shared event loops.
public final class NettyTransport implements Transport {
    private static final int UPGRADE_ANSWER = 64 * 1024;

    private final TransportLimits limits;
    private final Dialer dialer;

    /// Trusts the authorities that the JDK trusts.
    public NettyTransport(TransportLimits limits, int threads) {
        this(limits, threads, NativeParts.found(), new ServerTrust.Authorities(List.of()));
    }

    /// Trusts these certificates only, as a sandbox with its own authority needs it.
    public NettyTransport(TransportLimits limits, int threads, List<X509Certificate> trusted) {
        this(limits, threads, NativeParts.found(), new ServerTrust.Authorities(trusted));
    }

    /// Takes any certificate. For tests, and for servers whose Noise root key is pinned: that is what the connection's
    /// secrecy rests on, not the certificate. Nothing proves a media host then.
    public static NettyTransport takingAnyCertificate(TransportLimits limits, int threads) {
        return new NettyTransport(limits, threads, NativeParts.found(), new ServerTrust.Anyone());
    }

    NettyTransport(TransportLimits limits, int threads, NativeParts parts, ServerTrust trust) {
        this.limits = limits;
        this.dialer = new Dialer(parts, threads, trust);
    }

    @Override
    public Connection open(Endpoint endpoint, ConnectionEvents events) {
        var handler = new ConnectionHandler(events, limits);
        var goal = new Dialer.Goal(endpoint.host(), endpoint.port(), endpoint.proxy(), limits.connect());
        var channel =
                dialer.dial(goal, limits.writeBuffered(), opened -> fill(opened, endpoint, handler), handler::end);
        return new NettyConnection(handler, channel);
    }

    /// Requests to media hosts on the same event loops, for as long as this transport is there.
    public MediaHttp media(MediaHttpLimits limits) {
        return new NettyMediaHttp(dialer, limits);
    }

    @Override
    public void close() {
        dialer.close();
    }

    private void fill(SocketChannel channel, Endpoint endpoint, ConnectionHandler events) {
        var pipeline = channel.pipeline();
        pipeline.addLast(new IdleStateHandler(limits.idle().toMillis(), 0, 0, TimeUnit.MILLISECONDS));
        if (endpoint.secure()) {
            pipeline.addLast(dialer.secured(channel, endpoint.host(), endpoint.port(), limits.handshake()));
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
}
