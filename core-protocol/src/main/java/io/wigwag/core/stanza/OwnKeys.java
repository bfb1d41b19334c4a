package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.octets.Octets;

/// The lasting public keys of a device, which go with every batch of one-time keys.
///
/// @param registrationId any four bytes
/// @param identity the raw 32 bytes
public record OwnKeys(int registrationId, Octets identity, SignedPublicPreKey signed) {
    /// Marks a Curve25519 key.
    static final Octets CURVE_25519 = Octets.ofHex("05");

    public OwnKeys {
        PublicPreKey.checkSize("identity", identity, PublicPreKey.KEY_SIZE);
    }

    /// Adds registration, type and identity; the signed key stands elsewhere.
    void writeTo(NodeBuilder iq) {
        iq.child(Node.tag("registration").bytes(FixedNumber.bytes(registrationId, FixedNumber.REGISTRATION_ID)))
                .child(Node.tag("type").bytes(CURVE_25519))
                .child(Node.tag("identity").bytes(identity));
    }
}
