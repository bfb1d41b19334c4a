package io.wigwag.interop.drive;

import io.wigwag.core.octets.Octets;
import java.util.Base64;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Something that happened to a driver's client.
public record DriverEvent(String name, JsonNode json) {
    static DriverEvent of(JsonNode json) {
        return new DriverEvent(json.path("ev").asString(""), json);
    }

    /// A line on standard output that the protocol does not know: kept, like all that goes wrong, as an event.
    static DriverEvent ofStrayLine(String line) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("ev", "failure").put("error", "not a line of the protocol: " + line);
        return of(json);
    }

    /// A field's text; empty where the field is missing.
    public String text(String field) {
        return json.path(field).asString("");
    }

    public boolean flag(String field) {
        return json.path(field).asBoolean(false);
    }

    /// The texts of a field that holds a list.
    public Stream<String> texts(String field) {
        return json.path(field).valueStream().map(JsonNode::asString);
    }

    /// The bytes of a field `{"b64": ...}`.
    public static Octets bytes(JsonNode holder) {
        return Octets.wrap(Base64.getDecoder().decode(holder.required("b64").asString()));
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
