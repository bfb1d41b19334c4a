package io.wigwag.sandbox.http;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What goes back to an HTTP client.
public record Reply(int status, Map<String, String> headers, Content content) {
    public Reply {
        headers = Map.copyOf(headers);
    }

    /// The bytes of a reply, from wherever they come.
    public sealed interface Content {
        record Bytes(Octets value) implements Content {}

        /// A part of a file.
        record FilePart(Path file, long from, long size) implements Content {}

        /// Announced whole, and broken off after so many bytes.
        record CutOff(Content whole, long after) implements Content {}

        /// Not sent at all: the connection ends, in good order or by a reset.
        record Nothing(boolean reset) implements Content {}

        /// Written piece by piece, for as long as the client listens.
        record Stream(Source source) implements Content {}
    }

    /// Writes a stream.
    public interface Source {
        /// Runs on a thread of its own until it returns or the client is gone.
        void writeTo(Sink sink) throws InterruptedException;
    }

    /// Where a stream goes.
    public interface Sink {
        /// False when the client is gone.
        boolean write(Octets bytes) throws InterruptedException;

        /// Whether the client still listens.
        boolean isOpen();
    }

    public static Reply of(int status, String type, Octets bytes) {
        return new Reply(status, Map.of("content-type", type), new Content.Bytes(bytes));
    }

    public static Reply text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new Content.Bytes(Octets.EMPTY));
    }

    /// The connection's end in place of an answer.
    public static Reply none(boolean reset) {
        return new Reply(200, Map.of(), new Content.Nothing(reset));
    }

    /// The same, broken off.
    public Reply cutAt(long bytes) {
        return new Reply(status, headers, new Content.CutOff(content, bytes));
    }

    public Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, content);
    }
}
