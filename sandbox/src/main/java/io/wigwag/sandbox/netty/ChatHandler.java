package io.wigwag.sandbox.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.frame.FrameReader;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.MalformedFrame;
import io.wigwag.core.noise.ChannelBroken;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.fault.ByteLane;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Greeting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client's chat, on its event loop: cuts frames, answers the handshake, opens and decodes, and hands the nodes to
/// the world in their order.
final class ChatHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final Logger LOG = LoggerFactory.getLogger(ChatHandler.class);
    /// Some clients end their handshake in the background and lose a stanza that comes in the same instant.
    private static final int BREATH_MILLIS = 100;

    private final Doors doors;
    private final ByteLane.Wire wire;
    private final ByteLane messagesIn;
    private final ByteLane messagesOut;
    private final ByteLane framesIn;
    private final ByteLane framesOut;
    private final String host;
    private final FrameReader frames = new FrameReader(Frames.LARGEST);
    /// Of the world's thread.
    private WorldLoop.@Nullable Timer deadline;
    private @Nullable Responder responder;
    private @Nullable NettyLine line;
    private int dictionary;
    private @Nullable NoiseChannel channel;
    private @Nullable Connection connection;
    /// What the world is told once it knows the connection.
    private final List<Runnable> waiting = new ArrayList<>();

    ChatHandler(Doors doors, ByteLane.Wire wire, String host) {
        this.doors = doors;
        this.wire = wire;
        this.host = host;
        messagesIn = wire.lane(Layer.WEBSOCKET, Direction.IN);
        messagesOut = wire.lane(Layer.WEBSOCKET, Direction.OUT);
        framesIn = wire.lane(this::frameLayer, Direction.IN);
        framesOut = wire.lane(this::frameLayer, Direction.OUT);
    }

    private Layer frameLayer() {
        return channel == null ? Layer.HANDSHAKE : Layer.FRAME;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var exchange = doors.exchange();
        exchange.loop().execute(() -> {
            var patience = exchange.settings().handshakeTimeout;
            deadline = exchange.loop()
                    .schedule(
                            patience,
                            () -> context.executor()
                                    .execute(() ->
                                            tooLate(context, "no handshake within " + patience.toMillis() + " ms")));
        });
    }

    private void tooLate(ChannelHandlerContext context, String reason) {
        if (channel == null && context.channel().isActive()) {
            refuse(context, reason);
        }
    }

    private void inTime() {
        doors.exchange().loop().execute(() -> {
            if (deadline != null) {
                deadline.cancel();
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> {
                var _ = context.writeAndFlush(close.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
            }
            case PingWebSocketFrame ping -> {
                var _ = context.writeAndFlush(
                        new PongWebSocketFrame(ping.content().retain()));
            }
            case PongWebSocketFrame pong -> {}
            default -> messagesIn.bytes(bytes(frame.content()), bytes -> read(context, bytes));
        }
    }

    private static Octets bytes(ByteBuf content) {
        var bytes = new byte[content.readableBytes()];
        content.readBytes(bytes);
        return Octets.wrap(bytes);
    }

    private void read(ChannelHandlerContext context, Octets bytes) {
        frames.add(bytes);
        try {
            if (responder == null) {
                frames.intro().ifPresent(intro -> responder = new Responder(doors, intro, wire.place()));
            }
            if (responder == null) {
                return;
            }
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                framesIn.bytes(frame.get(), passed -> frame(context, passed));
            }
        } catch (MalformedFrame failure) {
            refuse(context, String.valueOf(failure.getMessage()));
        }
    }

    private void frame(ChannelHandlerContext context, Octets frame) {
        try {
            if (channel != null) {
                node(context, channel, frame);
            } else if (responder != null) {
                shakeHands(context, responder, frame);
            }
        } catch (HandshakeFailed failure) {
            refuse(context, String.valueOf(failure.getMessage()));
        } catch (ChannelBroken failure) {
            refuse(context, String.valueOf(failure.getMessage()));
        }
    }

    private void shakeHands(ChannelHandlerContext context, Responder with, Octets frame) throws HandshakeFailed {
        var client = with.next(
                frame,
                hello -> framesOut.bytes(
                        hello,
                        passed -> messagesOut.bytes(
                                Frames.frame(passed), bytes -> NettyLine.write(context.channel(), bytes))));
        if (client.isEmpty()) {
            return;
        }
        var greeting = with.greeting(client.get(), host);
        inTime();
        channel = client.get().channel();
        dictionary = with.dictionary();
        var opened =
                new NettyLine(context.channel(), channel, greeting.dictionary(), framesOut, messagesOut, this::tooSlow);
        line = opened;
        doors.faults().arrives(opened, wire.place());
        // Those that do log in not passive; nor is anybody passive who has yet to link.
        var breath = greeting.payload().getPassive() ? 0 : BREATH_MILLIS;
        var _ = context.executor().schedule(() -> introduce(opened, greeting), breath, TimeUnit.MILLISECONDS);
    }

    /// On the event loop: what came meanwhile follows in its order.
    private void introduce(NettyLine opened, Greeting greeting) {
        doors.exchange().loop().execute(() -> connection = doors.exchange().opened(opened, greeting));
        waiting.forEach(doors.exchange().loop()::execute);
        waiting.clear();
        line = null;
    }

    private void node(ChannelHandlerContext context, NoiseChannel open, Octets frame) throws ChannelBroken {
        var plain = open.open(frame).toArray();
        try {
            var stanza = Codecs.decoder(dictionary).decode(plain);
            inWorld(() -> {
                if (connection != null) {
                    doors.exchange().received(connection, stanza);
                }
            });
        } catch (MalformedNode malformed) {
            refuse(context, String.valueOf(malformed.getMessage()));
        }
    }

    private void refuse(ChannelHandlerContext context, String reason) {
        if (channel == null) {
            var remote = String.valueOf(context.channel().remoteAddress());
            doors.exchange().loop().execute(() -> doors.exchange().strangerRefused(remote, reason));
            end(context);
            return;
        }
        inWorld(() -> {
            if (connection != null) {
                doors.exchange().malformed(connection, reason);
            }
        });
    }

    private void tooSlow() {
        inWorld(() -> {
            if (connection != null) {
                doors.exchange().tooSlow(connection);
            }
        });
    }

    private void inWorld(Runnable task) {
        if (line != null) {
            waiting.add(task);
        } else {
            doors.exchange().loop().execute(task);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        inTime();
        if (channel != null) {
            inWorld(() -> {
                if (connection != null) {
                    doors.exchange().closed(connection);
                }
            });
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        LOG.debug("a chat connection broke", failure);
        end(context);
    }

    private static void end(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
