package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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

    static JsonNode parse(String text) throws Problem {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException malformed) {
            throw Problem.badRequest("body: not JSON: " + malformed.getOriginalMessage());
        }
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    static Reply reply(int status, JsonNode body) {
        return Reply.of(status, "application/json", Octets.wrap(MAPPER.writeValueAsBytes(body)));
    }

    /// A problem that shows, too, how the world is.
    static Reply problem(int status, String code, String detail, JsonNode state) {
        var body = object().put("type", "about:blank")
                .put("title", code.replace('_', ' '))
                .put("status", status)
                .put("detail", detail)
                .put("code", code);
        body.set("state", state);
        return reply(status, body).with("content-type", "application/problem+json");
    }

    static Reply ok(JsonNode body) {
        return reply(200, body);
    }

    /// The object in a request's body; an empty body is one without members.
    static Fields body(Request request) throws Problem, IOException {
        var text = request.body().text();
        if (text.isBlank()) {
            return new Fields(object(), "body");
        }
        if (!(parse(text) instanceof ObjectNode object)) {
            throw Problem.badRequest("body: not a JSON object");
        }
        return new Fields(object, "body");
    }

    static String base64(Octets bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    /// A constant as it is written outside: `wrongIssuer` for `WRONG_ISSUER`.
    static String name(Enum<?> constant) {
        var words = constant.name().toLowerCase(Locale.ROOT).split("_", -1);
        var name = new StringBuilder(words[0]);
        for (var word : Arrays.asList(words).subList(1, words.length)) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }

    static List<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Json::name).toList();
    }
}
