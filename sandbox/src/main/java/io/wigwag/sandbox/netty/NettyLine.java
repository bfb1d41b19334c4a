package io.wigwag.sandbox.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.wigwag.core.binary.Node;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.fault.ByteLane;
import io.wigwag.sandbox.server.Line;

/// The way to a client over its WebSocket: stanzas are encoded and sealed on its event loop, in the order in which the
/// world sent them.
final class NettyLine implements Line {
    private final Channel channel;
    private final NoiseChannel noise;
    private final int dictionary;
    private final ByteLane frames;
    private final ByteLane messages;
    private final Runnable tooSlow;

    /// @param frames what goes wrong with frames that go out
    /// @param messages what goes wrong with WebSocket messages that go out
    /// @param tooSlow told on the event loop when more waits to be read than may
    NettyLine(
            Channel channel, NoiseChannel noise, int dictionary, ByteLane frames, ByteLane messages, Runnable tooSlow) {
        this.channel = channel;
        this.frames = frames;
        this.messages = messages;
        this.tooSlow = tooSlow;
        this.noise = noise;
        this.dictionary = dictionary;
    }

    @Override
    public void send(Node stanza) {
        channel.eventLoop().execute(() -> write(stanza));
    }

    private void write(Node stanza) {
        if (!channel.isActive()) {
            return;
        }
        if (!channel.isWritable()) {
            tooSlow.run();
            var _ = channel.close();
            return;
        }
        var sealed = noise.seal(Octets.wrap(Codecs.encoder(dictionary).encode(stanza)), Frames.HEADER);
        if (frames.isOpen() && messages.isOpen()) {
            Frames.writeHeader(sealed, 0, sealed.length - Frames.HEADER);
            write(channel, Octets.wrap(sealed));
            return;
        }
        var whole = Octets.wrap(sealed);
        frames.bytes(
                whole.slice(Frames.HEADER, whole.size()),
                frame -> messages.bytes(Frames.frame(frame), bytes -> write(channel, bytes)));
    }

    /// Writes bytes as they are, on the event loop.
    static void write(Channel channel, Octets bytes) {
        var _ = channel.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes.asBuffer())));
    }

    @Override
    public void close() {
        channel.eventLoop()
                .execute(() -> frames.afterwards(() -> messages.afterwards(() -> {
                    var _ = channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
                            .addListener(ChannelFutureListener.CLOSE);
                })));
    }

    @Override
    public void reset() {
        Wires.reset(channel);
    }

    @Override
    public String remote() {
        return String.valueOf(channel.remoteAddress());
    }
}
