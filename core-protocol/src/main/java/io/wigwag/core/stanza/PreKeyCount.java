package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;

/// Asks how many one-time pre-keys of ours the server still holds: `<iq type="get" xmlns="encrypt"><count/></iq>`,
/// answered with `<count value="n"/>`.
public record PreKeyCount() implements IqQuestion<Integer> {
    @Override
    public Node toNode(String id) {
        return Iq.get(id, "encrypt").child(Node.of("count")).build();
    }

    @Override
    public Integer read(Node result) throws MalformedNode {
        return of(result.requireChild("count"));
    }

    static int of(Node count) throws MalformedNode {
        var value = count.attributes().requireNumber("value");
        if (value < 0 || value > PublicPreKey.LARGEST_ID) {
            throw new MalformedNode("count: value is no number of keys");
        }
        return (int) value;
    }
}
