package io.wigwag.gateway.cli.client;

import java.util.List;
import tools.jackson.databind.JsonNode;

/// A problem as the gateway tells it (RFC 9457).
///
/// @param code what programs switch on; empty when whoever answered is no gateway
/// @param errors one line for each thing that was wrong with the request
public record ToldProblem(int status, String code, String title, String detail, List<String> errors) {
    private static final int UNKNOWN_KEY = 401;

    public ToldProblem {
        errors = List.copyOf(errors);
    }

    static ToldProblem read(int status, JsonNode json) {
        return new ToldProblem(
                status,
                json.path("code").asString(""),
                json.path("title").asString("HTTP status " + status),
                json.path("detail").asString(""),
                json.path("errors").valueStream().map(ToldProblem::line).toList());
    }

    private static String line(JsonNode error) {
        for (var place : List.of("pointer", "parameter", "header")) {
            if (error.has(place)) {
                return error.path(place).asString("") + ": "
                        + error.path("detail").asString("");
            }
        }
        return error.path("detail").asString("");
    }

    public boolean is(String wanted) {
        return code.equals(wanted);
    }

    /// All of it in a line, and what to do about a key that is not taken.
    String sentence() {
        var sentence = new StringBuilder(title);
        if (!detail.isEmpty()) {
            sentence.append(title.endsWith("?") ? " " : ": ").append(detail);
        }
        errors.forEach(error -> sentence.append("\n  ").append(error));
        if (status == UNKNOWN_KEY) {
            sentence.append("\nName the key with --key or WIGWAG_KEY; the first one is printed by ./wigwag up.");
        }
        return sentence.toString();
    }
}
