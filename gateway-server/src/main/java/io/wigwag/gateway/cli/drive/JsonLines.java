package io.wigwag.gateway.cli.drive;

import java.io.PrintWriter;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Standard output as the protocol wants it: one JSON object a line, from any thread, at once.
final class JsonLines {
    /// A file of a message, in base64.
    private static final int LONGEST_TEXT = 1 << 28;

    static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build());

    private final PrintWriter out;
    private final ReentrantLock writing = new ReentrantLock();

    JsonLines(PrintWriter out) {
        this.out = out;
    }

    ObjectNode event(String name) {
        return JSON.createObjectNode().put("ev", name);
    }

    void write(ObjectNode line) {
        var text = JSON.writeValueAsString(line);
        writing.lock();
        try {
            // Not println, whose line end is the system's.
            out.write(text);
            out.write('\n');
            out.flush();
        } finally {
            writing.unlock();
        }
    }
}
