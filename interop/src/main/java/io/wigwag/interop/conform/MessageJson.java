package io.wigwag.interop.conform;

import com.google.protobuf.util.JsonFormat;
import io.wigwag.proto.e2e.Message;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Messages inside wishes: protobuf's JSON, in which bytes stand as `{"$hex"}`.
final class MessageJson {
    private MessageJson() {}

    static Message read(JsonNode json) throws Exception {
        var message = Message.newBuilder();
        JsonFormat.parser().merge(withPlainBytes(json.deepCopy()).toString(), message);
        return message.build();
    }

    private static JsonNode withPlainBytes(JsonNode json) {
        if (json instanceof ObjectNode object) {
            for (var name : object.propertyNames().stream().toList()) {
                var value = object.get(name);
                if (value.has("$hex")) {
                    object.put(name, Base64.getEncoder().encodeToString(VectorCase.hex(value.get("$hex"))));
                } else if (value.has("$long")) {
                    object.put(name, value.get("$long").asString());
                } else {
                    withPlainBytes(value);
                }
            }
        } else if (json instanceof ArrayNode array) {
            array.forEach(MessageJson::withPlainBytes);
        }
        return json;
    }
}
