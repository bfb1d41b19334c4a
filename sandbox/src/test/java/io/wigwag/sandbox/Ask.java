package io.wigwag.sandbox;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;

/// The queries of tests.
public final class Ask {
    private Ask() {}

    public static Node get(String namespace, Node... children) {
        return iq(namespace, "get", children);
    }

    public static Node set(String namespace, Node... children) {
        return iq(namespace, "set", children);
    }

    private static Node iq(String namespace, String type, Node... children) {
        var iq = Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", namespace)
                .attribute("type", type);
        for (var child : children) {
            iq.child(child);
        }
        return iq.build();
    }

    /// The code of the error that a query was answered with; empty for a result.
    public static String errorOf(Node answer) {
        return answer.child("error")
                .flatMap(error -> error.attributes().text("code"))
                .orElse("");
    }
}
