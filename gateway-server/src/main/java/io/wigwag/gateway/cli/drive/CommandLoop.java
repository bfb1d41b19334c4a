package io.wigwag.gateway.cli.drive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads commands until there are no more. Each runs on a thread of its own and is answered when it is done.
final class CommandLoop {
    private static final String STOP = "stop";

    private final Map<String, Operation> operations;
    private final JsonLines out;

    CommandLoop(Map<String, Operation> operations, JsonLines out) {
        this.operations = operations;
        this.out = out;
    }

    void run(InputStream in) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank()) {
                continue;
            }
            JsonNode command;
            try {
                command = JsonLines.JSON.readTree(line);
            } catch (JacksonException malformed) {
                out.write(out.event("failure").put("error", "not a command: " + malformed.getOriginalMessage()));
                continue;
            }
            var op = command.path("op").asString("");
            if (op.equals(STOP)) {
                out.write(answer(command).put("ok", true));
                return;
            }
            Thread.ofVirtual().name("drive " + op).start(() -> carryOut(op, command));
        }
    }

    private void carryOut(String op, JsonNode command) {
        var answer = answer(command).put("ok", true);
        try {
            var operation = operations.get(op);
            if (operation == null) {
                throw new IllegalArgumentException("unknown op " + op);
            }
            operation.run(command, answer);
            out.write(answer);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            out.write(answer(command).put("ok", false).put("error", "the driver ends"));
        } catch (Exception failed) {
            out.write(answer(command).put("ok", false).put("error", reason(failed)));
        }
    }

    private static ObjectNode answer(JsonNode command) {
        var answer = JsonLines.JSON.createObjectNode();
        answer.set("re", command.path("id"));
        return answer;
    }

    /// The first in the chain that says something of its own.
    static String reason(Throwable failed) {
        var told = failed;
        while ((told instanceof ExecutionException || told instanceof CompletionException) && told.getCause() != null) {
            told = told.getCause();
        }
        var message = told.getMessage();
        return message == null || message.isEmpty() ? told.getClass().getSimpleName() : message;
    }
}
