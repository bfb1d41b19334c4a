package io.wigwag.core.netty;

import io.netty.channel.Channel;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.CloseReason.Kind;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaUnreachable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/// An answer whose body arrives while it is read.
final class MediaAnswer extends InputStream implements MediaHttp.Answer {
    private final Channel channel;
    private final MediaExchange exchange;
    private final MediaExchange.Event.Head head;
    private final Duration idle;
    private Octets part = Octets.EMPTY;
    private int at;
    private boolean ended;

    MediaAnswer(Channel channel, MediaExchange exchange, MediaExchange.Event.Head head, Duration idle) {
        this.channel = channel;
        this.exchange = exchange;
        this.head = head;
        this.idle = idle;
    }

    @Override
    public int status() {
        return head.response().status().code();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(head.response().headers().get(name));
    }

    @Override
    public InputStream body() {
        return this;
    }

    @Override
    public int read() throws IOException {
        return more() ? part.at(at++) & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
        Objects.checkFromIndexSize(offset, size, bytes.length);
        if (size == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        var taken = Math.min(size, part.size() - at);
        part.slice(at, at + taken).copyTo(bytes, offset);
        at += taken;
        return taken;
    }

    /// Whether there is another byte; waits until that is known.
    private boolean more() throws IOException {
        while (at == part.size() && !ended) {
            switch (exchange.await(idle, Kind.IDLE_TIMEOUT)) {
                case MediaExchange.Event.Part(var bytes) -> {
                    part = bytes;
                    at = 0;
                }
                case MediaExchange.Event.End _ -> ended = true;
                case MediaExchange.Event other ->
                    throw new MediaUnreachable(new CloseReason(Kind.MALFORMED, "in the middle of a body: " + other));
            }
        }
        return at < part.size();
    }

    @Override
    public void close() {
        var _ = channel.close();
    }
}
