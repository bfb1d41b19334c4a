package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;

/// What somebody does in a chat just now.
public enum ChatState {
    WRITING,
    SPEAKING,
    PAUSED;

    Node toNode() {
        return switch (this) {
            case WRITING -> Node.of("composing");
            case SPEAKING -> Node.tag("composing").attribute("media", "audio").build();
            case PAUSED -> Node.of("paused");
        };
    }
}
