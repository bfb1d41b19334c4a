package io.wigwag.gateway.cli.client;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A message on its way out, as the gateway tells of it.
///
/// @param failure what went wrong with it, if it will never be sent
public record Message(String id, String status, Optional<String> failure, JsonNode json) {
    /// In the order in which a message goes through them.
    private static final List<String> WAY = List.of("queued", "sending", "sent", "delivered", "read", "played");

    static Message read(JsonNode json) {
        return new Message(
                json.path("id").asString(""),
                json.path("status").asString("unknown"),
                json.path("error").path("detail").asStringOpt(),
                json);
    }

    /// Whether it has come as far as this, or farther.
    public boolean isAt(String wanted) {
        return WAY.indexOf(status) >= WAY.indexOf(wanted);
    }

    /// Whether it goes no farther.
    public boolean isOver() {
        return !WAY.contains(status);
    }
}
