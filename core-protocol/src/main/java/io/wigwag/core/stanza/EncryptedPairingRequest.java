package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// Tells the phone alone under which keys we want to be linked:
/// `<encrypted_pairing_request>bytes</encrypted_pairing_request>`. A pair-success follows.
///
/// @param sealed as `core.pairing` makes it
public record EncryptedPairingRequest(Octets sealed) implements IqRequest<Done> {
    @Override
    public Node toNode(String id) {
        return Iq.set(id, "md")
                .child(Node.tag("encrypted_pairing_request").bytes(sealed))
                .build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
