package io.wigwag.interop.conform;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// One case of a vector file, read as `README.md` of the vectors describes their form.
public record VectorCase(int index, JsonNode json) {

    public String name() {
        return json.path("name").asString("");
    }

    /// Which of its file's kinds it is; empty where a file has only one.
    public String kind() {
        return json.path("kind").asString("");
    }

    public boolean has(String field) {
        return json.hasNonNull(field);
    }

    public JsonNode get(String field) {
        return json.required(field);
    }

    public String text(String field) {
        return get(field).asString();
    }

    public byte[] hex(String field) {
        return hex(get(field));
    }

    public byte[] base64(String field) {
        return Base64.getDecoder().decode(text(field));
    }

    public static byte[] hex(JsonNode value) {
        return HexFormat.of().parseHex(value.asString());
    }

    /// A part of this case under the name of the whole.
    public VectorCase part(Function<JsonNode, JsonNode> path) {
        return new VectorCase(index, path.apply(json));
    }
}
