package io.wigwag.gateway.cli.client;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Reads server-sent events as the HTML standard writes them: `id`, `event`, `data` and `retry` lines, an empty line
/// behind each event, and lines that begin with a colon and mean nothing.
final class SseReader implements Closeable {
    private static final int LONGEST_PAUSE_DIGITS = 7;

    private final BufferedReader lines;
    private Optional<Duration> retry = Optional.empty();
    private Optional<String> reached = Optional.empty();

    SseReader(InputStream bytes) {
        lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
    }

    /// One event.
    record Told(String name, String data) {}

    /// The next event; nothing once the stream has ended.
    Optional<Told> next() throws IOException {
        var id = reached;
        var name = "message";
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                reached = id;
                if (!data.isEmpty()) {
                    data.setLength(data.length() - 1);
                    return Optional.of(new Told(name, data.toString()));
                }
                name = "message";
                continue;
            }
            var value = value(line);
            switch (field(line)) {
                case "id" -> id = Optional.of(value);
                case "event" -> name = value;
                case "data" -> data.append(value).append('\n');
                case "retry" -> retry = millis(value).or(() -> retry);
                default -> {
                    // A comment, or a field of a later time: the standard says to pass over both.
                }
            }
        }
        return Optional.empty();
    }

    /// Where a client that comes again goes on. An id without an event counts too: it says where the stream begins.
    Optional<String> reached() {
        return reached;
    }

    /// How long the server wants clients to wait before they come again, once it has said so.
    Optional<Duration> retry() {
        return retry;
    }

    private static String field(String line) {
        var colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
    }

    private static String value(String line) {
        var colon = line.indexOf(':');
        var value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }

    private static Optional<Duration> millis(String digits) {
        return digits.matches("[0-9]{1," + LONGEST_PAUSE_DIGITS + "}")
                ? Optional.of(Duration.ofMillis(Long.parseLong(digits)))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
