package io.wigwag.core.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Transport.Connection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// One connection: what any thread may ask of it. What happens to it is [ConnectionHandler]'s.
final class NettyConnection implements Connection {
    private static final int NORMAL = 1000;
    private static final int GRACE_SECONDS = 2;

    private final ConnectionHandler handler;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Channel channel;

    // Owned by the event loop.
    private boolean leaving;

    NettyConnection(ConnectionHandler handler, Channel channel) {
        this.handler = handler;
        this.channel = channel;
    }

    @Override
    public void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    /// What is written in one turn of the event loop leaves with one call of the system, behind what else waits for its
    /// turn.
    @Override
    public void write(Octets bytes) {
        var frame = new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes.asBuffer()));
        if (!channel.eventLoop().inEventLoop()) {
            var _ = channel.writeAndFlush(frame, channel.voidPromise());
            return;
        }
        var _ = channel.write(frame, channel.voidPromise());
        if (!leaving) {
            leaving = true;
            channel.eventLoop().execute(this::leave);
        }
    }

    private void leave() {
        leaving = false;
        channel.flush();
    }

    @Override
    public void reading(boolean wanted) {
        channel.config().setAutoRead(wanted);
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::sayGoodbye);
        }
    }

    private void sayGoodbye() {
        var opened = handler.isOpen();
        handler.end(new CloseReason(CloseReason.Kind.OURS, ""));
        if (opened) {
            channel.writeAndFlush(new CloseWebSocketFrame(NORMAL, "")).addListener(ChannelFutureListener.CLOSE);
            // Behind bytes that the server does not take, the goodbye would never leave.
            var cut = channel.eventLoop().schedule(this::cut, GRACE_SECONDS, TimeUnit.SECONDS);
            ConnectionHandler.forgetAtTheEnd(channel, cut);
        } else {
            var _ = channel.close();
        }
    }

    private void cut() {
        var _ = channel.close();
    }
}
