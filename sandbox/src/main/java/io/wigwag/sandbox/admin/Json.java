package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON as the admin interface speaks it.
final class Json {
    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static Reply reply(int status, JsonNode body) {
        return Reply.of(status, "application/json", Octets.wrap(MAPPER.writeValueAsBytes(body)));
    }

    /// The object in a request's body. A member that nobody knows is refused: a typing error must not pass for a
    /// setting.
    static ObjectNode body(Request request, Set<String> known) throws Problem, IOException {
        var text = request.body().text();
        try {
            if (text.isBlank()) {
                return object();
            }
            if (!(MAPPER.readTree(text) instanceof ObjectNode object)) {
                throw Problem.badRequest("body: not a JSON object");
            }
            var strangers = new TreeSet<>(object.propertyNames());
            strangers.removeAll(known);
            if (!strangers.isEmpty()) {
                throw Problem.badRequest(
                        "body: unknown member " + strangers.first() + " (expected: " + new TreeSet<>(known) + ")");
            }
            return object;
        } catch (JacksonException malformed) {
            throw Problem.badRequest("body: not JSON: " + malformed.getOriginalMessage());
        }
    }
}
