package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;

/// Says how many of the waiting stanzas we take at a time, in answer to their preview:
/// `<ib><offline_batch count="200"/></ib>`. Servers don't answer it, and deliver without it as well.
public record OfflineBatch(int count) {
    public OfflineBatch {
        if (count < 1) {
            throw new IllegalArgumentException("count: " + count + " (expected: 1 or more)");
        }
    }

    public Node toNode() {
        return Node.tag("ib")
                .child(Node.tag("offline_batch").attribute("count", count))
                .build();
    }
}
