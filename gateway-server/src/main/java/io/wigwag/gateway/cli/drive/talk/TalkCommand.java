package io.wigwag.gateway.cli.drive.talk;

import tools.jackson.databind.node.ObjectNode;

/// What one command does. It may block; others run beside it.
@FunctionalInterface
interface TalkCommand {
    /// Does it, and fills the answer.
    void run(Arguments arguments, ObjectNode answer) throws Exception;
}
