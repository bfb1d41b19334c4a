package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;

/// Asks which keys of ours the server holds: `<iq type="get" xmlns="encrypt"><digest/></iq>`. It refuses with
/// [IqRefused#NOT_FOUND] when it holds none.
public record PreKeyDigest() implements IqQuestion<KeyDigest> {
    @Override
    public Node toNode(String id) {
        return Iq.get(id, "encrypt").child(Node.of("digest")).build();
    }

    @Override
    public KeyDigest read(Node result) throws MalformedNode {
        return KeyDigest.read(result.requireChild("digest"));
    }
}
