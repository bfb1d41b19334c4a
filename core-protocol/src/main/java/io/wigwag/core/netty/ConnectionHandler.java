package io.wigwag.core.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.Transport.ConnectionEvents;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Turns what Netty tells into the events of one connection, on its event loop, and sees to it that the end is told
/// once and is the last.
final class ConnectionHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private final ConnectionEvents events;
    private final TransportLimits limits;
    private boolean open;
    private boolean ended;

    ConnectionHandler(ConnectionEvents events, TransportLimits limits) {
        this.events = events;
        this.limits = limits;
    }

    boolean isOpen() {
        return open && !ended;
    }

    /// Tells the end, unless it was told before.
    void end(CloseReason reason) {
        if (!ended) {
            ended = true;
            events.closed(reason);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        // One limit over TLS and the upgrade together; each alone could be dragged out.
        var limit = context.executor()
                .schedule(
                        () -> {
                            if (!open) {
                                endAndClose(
                                        context, Kind.HANDSHAKE_TIMEOUT, "no WebSocket after " + limits.handshake());
                            }
                        },
                        limits.handshake().toMillis(),
                        TimeUnit.MILLISECONDS);
        forgetAtTheEnd(context.channel(), limit);
        context.fireChannelActive();
    }

    /// What is planned for a connection does not outlive it, or it would hold all of it.
    static void forgetAtTheEnd(Channel channel, Future<?> planned) {
        channel.closeFuture().addListener(_ -> planned.cancel(false));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            open = true;
            if (!ended) {
                events.opened();
            }
        } else if (event instanceof IdleStateEvent && context.channel().config().isAutoRead()) {
            endAndClose(context, Kind.IDLE_TIMEOUT, "not a byte in " + limits.idle());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (ended) {
            return;
        }
        switch (frame) {
            case CloseWebSocketFrame goodbye ->
                endAndClose(context, Kind.SERVER, goodbye.statusCode() + " " + goodbye.reasonText());
            case TextWebSocketFrame _ -> endAndClose(context, Kind.MALFORMED, "a text message on a binary stream");
            default -> {
                var bytes = new byte[frame.content().readableBytes()];
                frame.content().readBytes(bytes);
                events.received(Octets.wrap(bytes));
            }
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isOpen()) {
            events.writable(context.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end(new CloseReason(Kind.LOST, open ? "ended without goodbye" : "ended before the upgrade"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(Failures.reasonOf(cause, open ? Kind.LOST : Kind.NOT_UPGRADED));
        var _ = context.close();
    }

    private void endAndClose(ChannelHandlerContext context, Kind kind, String detail) {
        end(new CloseReason(kind, detail));
        var _ = context.close();
    }
}
