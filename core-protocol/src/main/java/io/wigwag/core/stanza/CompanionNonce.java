package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// Shows the phone the nonce that our [PasskeyPrologue] was bound to: `<companion_nonce>32 bytes</companion_nonce>`.
public record CompanionNonce(Octets nonce) implements IqRequest<Done> {
    @Override
    public Node toNode(String id) {
        return Iq.set(id, "md").child(Node.tag("companion_nonce").bytes(nonce)).build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
