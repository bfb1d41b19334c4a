package io.wigwag.sandbox.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.fault.ByteLane;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.Layer;

/// Lets go wrong what is to go wrong with a socket's bytes: below TLS or above it. While no rule is made, bytes pass as
/// they are.
final class SocketFaults extends ChannelDuplexHandler {
    private final ByteLane in;
    private final ByteLane out;

    SocketFaults(ByteLane.Wire wire, Layer layer) {
        in = wire.lane(layer, Direction.IN);
        out = wire.lane(layer, Direction.OUT);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes) || in.isOpen()) {
            context.fireChannelRead(message);
            return;
        }
        in.bytes(taken(bytes), passed -> {
            context.fireChannelRead(Unpooled.wrappedBuffer(passed.asBuffer()));
            context.fireChannelReadComplete();
        });
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf bytes) || out.isOpen()) {
            var _ = context.write(message, promise);
            return;
        }
        out.bytes(taken(bytes), passed -> {
            var _ = context.writeAndFlush(Unpooled.wrappedBuffer(passed.asBuffer()));
        });
        // As far as the writer knows, the bytes are on their way. Said before they are, a writer that closes at once
        // would
        // close ahead of them.
        promise.setSuccess();
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        out.afterwards(() -> {
            var _ = context.close(promise);
        });
    }

    private static Octets taken(ByteBuf buffer) {
        try {
            var bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            return Octets.wrap(bytes);
        } finally {
            buffer.release();
        }
    }
}
