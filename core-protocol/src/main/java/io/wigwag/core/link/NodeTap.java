package io.wigwag.core.link;

import io.wigwag.core.binary.Node;

/// Looks on at the nodes of a connection, in the clear, for support. Off unless somebody asks for it.
public interface NodeTap {
    NodeTap NONE = new NodeTap() {
        @Override
        public void received(Node node) {
            // Nobody looks on.
        }

        @Override
        public void sent(Node node) {
            // Nobody looks on.
        }
    };

    void received(Node node);

    void sent(Node node);
}
