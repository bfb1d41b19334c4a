package io.wigwag.core.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.MediaUnreachable;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Hands what happens on a channel over to the one thread that waits for it. What waits to be read is bounded: above
/// the limit nothing more is read from the network until the reader is half through.
final class MediaExchange extends ChannelInboundHandlerAdapter {
    /// What the waiting thread is told, in this order.
    sealed interface Event {
        /// The way is open, TLS included.
        record Ready() implements Event {}

        record Head(HttpResponse response) implements Event {}

        record Part(Octets bytes) implements Event {}

        /// The answer is complete.
        record End() implements Event {}

        record Broken(CloseReason reason) implements Event {}
    }

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final boolean secure;
    private final int most;
    private volatile @Nullable ChannelHandlerContext context;
    /// Told its end; touched by the event loop only.
    private boolean ended;
    /// Whether what comes belongs to an answer before the true one.
    private boolean preliminary;

    MediaExchange(boolean secure, int most) {
        this.secure = secure;
        this.most = most;
    }

    /// The next event.
    ///
    /// @param late what it means when there is none in time
    Event await(Duration patience, Kind late) throws MediaUnreachable, InterruptedIOException {
        try {
            var event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return switch (event) {
                case null -> throw new MediaUnreachable(new CloseReason(late, "nothing in " + patience));
                case Event.Broken(var reason) -> throw new MediaUnreachable(reason);
                case Event.Part(var bytes) -> taken(event, bytes.size());
                default -> event;
            };
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for a media host");
        }
    }

    /// Whether there is something to hear already.
    boolean hasNews() {
        return !events.isEmpty();
    }

    private Event taken(Event part, int size) {
        var left = waiting.addAndGet(-size);
        var open = context;
        if (open != null && left <= most / 2 && left + size > most / 2) {
            open.channel().config().setAutoRead(true);
        }
        return part;
    }

    /// Tells that there is no answer, unless its end was told before.
    void fail(CloseReason reason) {
        if (!ended) {
            ended = true;
            events.add(new Event.Broken(reason));
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext opened) {
        context = opened;
        if (!secure) {
            events.add(new Event.Ready());
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext opened, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            events.add(new Event.Ready());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext opened, Object message) {
        try {
            if (!ended && message instanceof HttpObject part) {
                read(opened, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext opened, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            var cause = part.decoderResult().cause();
            fail(new CloseReason(
                    cause instanceof PrematureChannelClosureException ? Kind.LOST : Kind.MALFORMED,
                    String.valueOf(cause.getMessage())));
            var _ = opened.close();
            return;
        }
        if (part instanceof HttpResponse head) {
            preliminary = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!preliminary) {
                events.add(new Event.Head(head));
            }
        }
        if (preliminary) {
            return;
        }
        if (part instanceof HttpContent content && content.content().isReadable()) {
            var bytes = new byte[content.content().readableBytes()];
            content.content().readBytes(bytes);
            events.add(new Event.Part(Octets.wrap(bytes)));
            if (waiting.addAndGet(bytes.length) > most) {
                pause(opened);
            }
        }
        if (part instanceof LastHttpContent) {
            ended = true;
            events.add(new Event.End());
        }
    }

    private void pause(ChannelHandlerContext opened) {
        var settings = opened.channel().config();
        settings.setAutoRead(false);
        // The reader may have caught up meanwhile, and then it has nothing left that would tell us to go on.
        if (waiting.get() <= most / 2) {
            settings.setAutoRead(true);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext closed) {
        fail(new CloseReason(Kind.LOST, "ended in the middle"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext opened, Throwable cause) {
        fail(Failures.reasonOf(cause, Kind.LOST));
        var _ = opened.close();
    }
}
