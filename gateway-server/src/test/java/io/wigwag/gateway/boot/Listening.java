package io.wigwag.gateway.boot;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A stream of server-sent events as one who listens reads it.
final class Listening implements AutoCloseable {
    private final Stream<String> lines;
    private final Iterator<String> coming;
    private String lastId = "";

    Listening(Stream<String> lines) {
        this.lines = lines;
        this.coming = lines.iterator();
    }

    /// The next event of this type; waits for it.
    JsonNode next(String type) {
        while (true) {
            var event = next();
            if (event.at("/type").stringValue().equals(type)) {
                return event;
            }
        }
    }

    JsonNode next() {
        while (true) {
            var line = coming.next();
            if (line.startsWith("id: ")) {
                lastId = line.substring("id: ".length());
            }
            if (line.startsWith("data: ")) {
                return parsed(line.substring("data: ".length()));
            }
        }
    }

    private static JsonNode parsed(String data) {
        try {
            return Json.parse(Octets.wrap(data.getBytes(StandardCharsets.UTF_8)));
        } catch (Problem broken) {
            throw new AssertionError("no event: " + data, broken);
        }
    }

    String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        lines.close();
    }
}
