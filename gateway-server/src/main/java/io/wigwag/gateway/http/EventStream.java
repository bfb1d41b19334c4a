package io.wigwag.gateway.http;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Server-sent events: a response that goes on for as long as somebody listens.
public final class EventStream {
    private static final Octets COMMENT = utf8(":\n\n");

    private final Content.Sink sink;

    private EventStream(Content.Sink sink) {
        this.sink = sink;
    }

    /// Writes the events of one listener; returns when there is nothing more to tell.
    @FunctionalInterface
    public interface Source {
        void writeTo(EventStream stream) throws IOException, InterruptedException;
    }

    /// The response to a request for events.
    ///
    /// @param reconnect how long a client that lost the stream is to wait before it asks again
    public static Response response(Duration reconnect, Source source) {
        var retry = utf8("retry: " + reconnect.toMillis() + "\n\n");
        return Response.stream(Response.OK, "text/event-stream", OptionalLong.empty(), sink -> {
                    sink.write(retry);
                    source.writeTo(new EventStream(sink));
                })
                .with("X-Accel-Buffering", "no"); // Proxies that keep bytes back would keep events back.
    }

    /// Tells one event.
    ///
    /// @param id what a client shows as `Last-Event-ID` when it comes again
    public void event(Optional<String> id, String name, String data) throws IOException, InterruptedException {
        var text = new StringBuilder();
        id.ifPresent(known -> text.append("id: ").append(oneLine(known)).append('\n'));
        text.append("event: ").append(oneLine(name)).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        sink.write(utf8(text.append('\n').toString()));
    }

    /// Shows that we are still there, and finds out whether the listener is.
    public void heartbeat() throws IOException, InterruptedException {
        sink.write(COMMENT);
    }

    private static String oneLine(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an event's id and name are one line");
        }
        return text;
    }

    private static Octets utf8(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
