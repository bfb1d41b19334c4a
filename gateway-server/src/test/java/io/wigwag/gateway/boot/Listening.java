package io.wigwag.gateway.boot;

import io.wigwag.core.octets.Octets;
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
    JsonNode next(String type) throws Exception {
        while (true) {
            var event = next();
            if (event.at("/type").stringValue().equals(type)) {
                return event;
            }
        }
    }

    JsonNode next() throws Exception {
        while (true) {
            var line = coming.next();
            if (line.startsWith("id: ")) {
                lastId = line.substring("id: ".length());
            }
            if (line.startsWith("data: ")) {
                return Json.parse(Octets.wrap(line.substring("data: ".length()).getBytes(StandardCharsets.UTF_8)));
            }
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
