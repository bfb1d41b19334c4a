package io.wigwag.gateway.http.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Watches that heads come in time, before anything is decoded: whoever sends a byte now and then must not keep a
/// connection. Owned by the connection's event loop.
final class Punctuality extends ChannelInboundHandlerAdapter {
    /// Told to the handlers behind.
    enum Late {
        /// Nothing was begun; the connection may simply end.
        IDLE,
        /// A head was begun and did not end.
        HEAD
    }

    private final HttpLimits limits;
    private @Nullable Future<?> deadline;
    private boolean between;

    Punctuality(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        between = true;
        schedule(context, limits.head(), Late.IDLE);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (between) {
            between = false;
            schedule(context, limits.head(), Late.HEAD);
        }
        context.fireChannelRead(bytes);
    }

    /// A head is there.
    void headCame() {
        between = false;
        cancel();
    }

    /// The next head may come.
    void awaitHead(ChannelHandlerContext context) {
        between = true;
        schedule(context, limits.idle(), Late.IDLE);
    }

    /// The rest of a request that was answered already may come.
    void awaitRest(ChannelHandlerContext context) {
        schedule(context, limits.head(), Late.IDLE);
    }

    private void schedule(ChannelHandlerContext context, Duration wait, Late late) {
        cancel();
        deadline = context.executor()
                .schedule(() -> context.pipeline().fireUserEventTriggered(late), wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }
}
