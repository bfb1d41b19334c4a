package io.wigwag.gateway.cli.drive.talk;

import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The way out for events.
record Told(Consumer<ObjectNode> out) {
    static ObjectNode event(String name) {
        return JsonNodeFactory.instance.objectNode().put("ev", name);
    }

    void tell(ObjectNode event) {
        out.accept(event);
    }
}
