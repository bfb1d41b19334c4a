package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;

/// Replaces our signed pre-key: `<iq type="set" xmlns="encrypt"><rotate><skey/></rotate></iq>`. After a refusal the
/// digest tells what the server holds.
public record SignedPreKeyRotation(SignedPublicPreKey fresh) implements IqRequest<Done> {
    @Override
    public Node toNode(String id) {
        return Iq.set(id, "encrypt")
                .child(Node.tag("rotate").child(fresh.toNode()))
                .build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
