package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;

/// Asks for a name of this connection that a phone can find us under: `<iq type="get" xmlns="md"><ref/></iq>`.
public record RefQuery() implements IqRequest<String> {
    @Override
    public Node toNode(String id) {
        return Iq.get(id, "md").child(Node.of("ref")).build();
    }

    @Override
    public String read(Node result) throws MalformedNode {
        var ref = result.requireChild("ref").requireText();
        if (ref.isEmpty()) {
            throw new MalformedNode("ref: empty");
        }
        return ref;
    }
}
