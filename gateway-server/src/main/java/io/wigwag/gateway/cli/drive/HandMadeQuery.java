package io.wigwag.gateway.cli.drive;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;

/// A query that the harness wrote itself; it gets an id of ours.
record HandMadeQuery(Node stanza) implements IqRequest<Node> {
    @Override
    public Node toNode(String id) {
        return stanza.toBuilder().set("id", id).build();
    }

    /// The answer to a step of a call is an ack.
    @Override
    public Node answer(Node stanza) throws MalformedNode, IqRefused {
        return stanza.is("iq") ? IqRequest.super.answer(stanza) : stanza;
    }

    @Override
    public Node read(Node result) {
        return result;
    }
}
