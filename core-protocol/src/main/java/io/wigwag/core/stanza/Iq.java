package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;

/// The frame of a query to the server.
public final class Iq {
    private Iq() {}

    public static NodeBuilder get(String id, String namespace) {
        return query(id, "get", namespace);
    }

    public static NodeBuilder set(String id, String namespace) {
        return query(id, "set", namespace);
    }

    private static NodeBuilder query(String id, String type, String namespace) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", type)
                .attribute("id", id)
                .attribute("xmlns", namespace);
    }

    /// The answer to a query of the server's.
    static Node result(String id) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", "result")
                .attribute("id", id)
                .build();
    }
}
