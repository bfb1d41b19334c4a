package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;

/// The stanzas that the service makes over and over.
public final class Stanzas {
    private Stanzas() {}

    public static Node streamError(String code) {
        return Node.tag("stream:error").attribute("code", code).build();
    }

    /// Another login of the same device has come.
    static Node replaced() {
        return Node.tag("stream:error")
                .child(Node.tag("conflict").attribute("type", "replaced"))
                .build();
    }

    /// The device was unlinked.
    static Node deviceRemoved() {
        return Node.tag("stream:error")
                .attribute("code", "401")
                .child(Node.tag("conflict").attribute("type", "device_removed"))
                .build();
    }

    static Node notWellFormed() {
        return Node.tag("stream:error").child(Node.of("xml-not-well-formed")).build();
    }

    public static Node failure(int reason) {
        return Node.tag("failure")
                .attribute("reason", reason)
                .attribute("location", Login.LOCATION)
                .build();
    }

    /// Begins a notification of the service itself or of a person.
    public static NodeBuilder notification(String type, Jid from, String id, long seconds) {
        return Node.tag("notification")
                .attribute("type", type)
                .attribute("from", from)
                .attribute("id", id)
                .attribute("t", seconds);
    }

    /// Something that the service says to one client, with one child.
    public static Node ib(NodeBuilder child) {
        return Node.tag("ib").attribute("from", Jid.SERVER).child(child).build();
    }
}
