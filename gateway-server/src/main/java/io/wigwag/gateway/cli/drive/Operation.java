package io.wigwag.gateway.cli.drive;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What one command does. It may block; others run beside it.
@FunctionalInterface
interface Operation {
    /// Does it, and fills the answer.
    void run(JsonNode arguments, ObjectNode answer) throws Exception;
}
