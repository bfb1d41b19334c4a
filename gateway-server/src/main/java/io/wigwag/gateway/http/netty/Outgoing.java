package io.wigwag.gateway.http.netty;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Writes one response on the request's thread, which waits whenever the client has enough to take.
final class Outgoing {
    private static final int PIECE = 32 * 1024;

    private final Channel channel;
    private final Duration patience;
    private final Done done;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean keepAlive;

    /// The response is on its way; called on the event loop.
    interface Done {
        void written(boolean keepAlive);
    }

    Outgoing(Channel channel, Duration patience, Done done) {
        this.channel = channel;
        this.patience = patience;
        this.done = done;
    }

    /// @param mayStay asked when the head is made: whether the connection goes on afterwards
    void send(Response response, boolean headOnly, Instant now, BooleanSupplier mayStay)
            throws IOException, InterruptedException {
        keepAlive = mayStay.getAsBoolean();
        var bare = response.status() == Response.NO_CONTENT || response.status() == Response.NOT_MODIFIED;
        switch (response.content()) {
            case Content.Bytes(var bytes) -> {
                var head = head(response, now, bare ? OptionalLong.empty() : OptionalLong.of(bytes.size()));
                sendBytes(head, headOnly || bare ? Octets.EMPTY : bytes);
            }
            case Content.Stream stream -> {
                try {
                    var head = head(response, now, stream.size());
                    if (stream.size().isEmpty() && !headOnly) {
                        head.headers().set("Transfer-Encoding", "chunked");
                    }
                    writeStream(head, stream, headOnly);
                } finally {
                    stream.release().run();
                }
                finish(LastHttpContent.EMPTY_LAST_CONTENT);
            }
        }
    }

    private HttpResponse head(Response response, Instant now, OptionalLong size) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
        response.headers().fields().forEach(field -> head.headers().add(field.name(), field.value()));
        head.headers().set("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        size.ifPresent(bytes -> head.headers().set("Content-Length", bytes));
        if (!keepAlive) {
            head.headers().set("Connection", "close");
        }
        return head;
    }

    private void sendBytes(HttpResponse head, Octets bytes) throws IOException, InterruptedException {
        if (bytes.size() <= PIECE) {
            var whole = new DefaultFullHttpResponse(
                    head.protocolVersion(), head.status(), Unpooled.wrappedBuffer(bytes.asBuffer()));
            whole.headers().set(head.headers());
            finish(whole);
            return;
        }
        var _ = channel.write(head);
        write(bytes);
        finish(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void writeStream(HttpResponse head, Content.Stream stream, boolean headOnly)
            throws IOException, InterruptedException {
        if (headOnly) {
            var _ = channel.write(head);
            return;
        }
        var _ = channel.writeAndFlush(head);
        var counting = new Counting(stream.size().orElse(Long.MAX_VALUE));
        stream.source().writeTo(counting);
        if (stream.size().isPresent() && counting.left > 0) {
            throw new IOException("a stream ended before the size that it told");
        }
    }

    /// Keeps a stream to what it promised.
    private final class Counting implements Content.Sink {
        private long left;

        private Counting(long left) {
            this.left = left;
        }

        @Override
        public void write(Octets bytes) throws IOException, InterruptedException {
            left -= bytes.size();
            if (left < 0) {
                throw new IOException("a stream went on after the size that it told");
            }
            Outgoing.this.write(bytes);
        }
    }

    private void write(Octets bytes) throws IOException, InterruptedException {
        for (var from = 0; from < bytes.size(); from += PIECE) {
            awaitWritable();
            var piece = bytes.slice(from, Math.min(from + PIECE, bytes.size()));
            var _ = channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece.asBuffer())));
        }
    }

    private void awaitWritable() throws IOException, InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (channel.isActive() && !channel.isWritable()) {
                if (left <= 0) {
                    throw new IOException("the client took nothing for " + patience);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
        if (!channel.isActive()) {
            throw new IOException("the client is gone");
        }
    }

    /// The channel takes more, or is gone. On the event loop.
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void finish(Object last) {
        var written = channel.writeAndFlush(last);
        var stalled = channel.eventLoop().schedule(this::abandon, patience.toNanos(), TimeUnit.NANOSECONDS);
        var _ = written.addListener(_ -> {
            stalled.cancel(false);
            done.written(keepAlive);
        });
    }

    void abandon() {
        var _ = channel.close();
    }
}
