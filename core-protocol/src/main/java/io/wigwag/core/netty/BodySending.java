package io.wigwag.core.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaUnreachable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Sends a request's body in pieces, a few ahead of what the network takes. Ends early when the host has answered.
final class BodySending {
    private static final int PIECE = 64 * 1024;
    private static final int AHEAD = 4;

    private final Channel channel;
    private final Duration idle;
    private final Deque<ChannelFuture> onTheWay = new ArrayDeque<>();

    BodySending(Channel channel, Duration idle) {
        this.channel = channel;
        this.idle = idle;
    }

    void send(MediaHttp.Body body, MediaExchange exchange) throws IOException {
        try (var stream = body.open()) {
            var left = body.size();
            while (left > 0 && !exchange.hasNews()) {
                var piece = stream.readNBytes((int) Math.min(PIECE, left));
                if (piece.length == 0) {
                    throw new IOException("a body of " + body.size() + " bytes lacks " + left);
                }
                left -= piece.length;
                onTheWay.add(channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))));
                while (onTheWay.size() >= AHEAD) {
                    settle(exchange);
                }
            }
            onTheWay.add(channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT));
            while (!onTheWay.isEmpty() && !exchange.hasNews()) {
                settle(exchange);
            }
        }
    }

    /// Waits for the eldest piece to leave. One that fails says nothing by itself: the exchange knows why.
    private void settle(MediaExchange exchange) throws IOException {
        try {
            if (!onTheWay.remove().await(idle.toMillis(), TimeUnit.MILLISECONDS) && !exchange.hasNews()) {
                throw new MediaUnreachable(new CloseReason(Kind.IDLE_TIMEOUT, "took nothing in " + idle));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while sending to a media host");
        }
    }
}
