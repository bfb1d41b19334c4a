package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// Shows the server a passkey, and the phone our part of an agreement:
/// `<passkey_prologue><credential_id/><webauthn_assertion/><prologue_payload/>[<pairing_handoff_proof/>]`.
///
/// @param credential which passkey it is
/// @param assertion what the authenticator said, as JSON
/// @param payload encoded, as `core.pairing` makes it
/// @param handOffProof that we are the one whose code the phone has seen
public record PasskeyPrologue(Octets credential, Octets assertion, Octets payload, Optional<Octets> handOffProof)
        implements IqRequest<Done> {

    @Override
    public Node toNode(String id) {
        var prologue = Node.tag("passkey_prologue")
                .child(Node.tag("credential_id").bytes(credential))
                .child(Node.tag("webauthn_assertion").bytes(assertion))
                .child(Node.tag("prologue_payload").bytes(payload));
        handOffProof.ifPresent(
                proof -> prologue.child(Node.tag("pairing_handoff_proof").bytes(proof)));
        return Iq.set(id, "md").child(prologue).build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
