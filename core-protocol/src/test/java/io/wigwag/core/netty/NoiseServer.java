package io.wigwag.core.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.FrameReader;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.NoiseChannel;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The other end of a link for tests: reads the intro, shakes hands and sends every frame back that comes after.
final class NoiseServer implements WebSocketServer.Behaviour {
    private final KeyPair identity;
    private final Function<KeyPair, Octets> certificates;
    private final FrameReader frames = new FrameReader(Frames.LARGEST);
    final CompletableFuture<Intro> intro = new CompletableFuture<>();
    final CompletableFuture<Octets> payload = new CompletableFuture<>();
    private ServerHandshake.@Nullable AwaitingFinish awaiting;
    private @Nullable NoiseChannel channel;

    NoiseServer(KeyPair identity, Function<KeyPair, Octets> certificates) {
        this.identity = identity;
        this.certificates = certificates;
    }

    @Override
    public void opened(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void received(ChannelHandlerContext context, WebSocketFrame message) throws Exception {
        var bytes = new byte[message.content().readableBytes()];
        message.content().readBytes(bytes);
        frames.add(Octets.wrap(bytes));
        if (!intro.isDone()) {
            frames.intro().ifPresent(intro::complete);
        }
        if (intro.isDone()) {
            for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                receivedFrame(context, frame.get());
            }
        }
    }

    private void receivedFrame(ChannelHandlerContext context, Octets frame) throws Exception {
        if (channel != null) {
            var sealed = channel.seal(channel.open(frame), Frames.HEADER);
            Frames.writeHeader(sealed, 0, sealed.length - Frames.HEADER);
            send(context, sealed);
        } else if (awaiting != null) {
            var client = awaiting.finish(frame);
            channel = client.channel();
            payload.complete(client.payload());
        } else {
            var party = new ServerHandshake.Party(
                    identity, KeyPair.generate(new SecureRandom()), certificates.apply(identity));
            var answer = new ServerHandshake(party, intro.join().prologue()).answer(frame, any -> true);
            send(context, Frames.frame(answer.hello()).toArray());
            switch (answer) {
                case ServerHandshake.Answer.Awaiting first -> awaiting = first.next();
                case ServerHandshake.Answer.Resumed resumed -> {
                    channel = resumed.client().channel();
                    payload.complete(resumed.client().payload());
                }
            }
        }
    }

    private static void send(ChannelHandlerContext context, byte[] bytes) {
        var _ = context.writeAndFlush(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }
}
