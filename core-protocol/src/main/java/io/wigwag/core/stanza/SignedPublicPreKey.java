package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// The public half of a signed pre-key:
/// `<skey><id>3 bytes</id><value>32 bytes</value><signature>64 bytes</signature></skey>`.
public record SignedPublicPreKey(int id, Octets key, Octets signature) {
    private static final int SIGNATURE_SIZE = 64;

    public SignedPublicPreKey {
        PublicPreKey.checkId(id);
        PublicPreKey.checkSize("key", key, PublicPreKey.KEY_SIZE);
        PublicPreKey.checkSize("signature", signature, SIGNATURE_SIZE);
    }

    Node toNode() {
        return Node.tag("skey")
                .child(Node.tag("id").bytes(FixedNumber.bytes(id, FixedNumber.KEY_ID)))
                .child(Node.tag("value").bytes(key))
                .child(Node.tag("signature").bytes(signature))
                .build();
    }

    static SignedPublicPreKey read(Node skey) throws MalformedNode {
        var id = FixedNumber.read(skey.requireChild("id"), FixedNumber.KEY_ID);
        if (id == 0) {
            throw new MalformedNode("skey: id 0");
        }
        return new SignedPublicPreKey(
                id,
                FixedNumber.sized(skey.requireChild("value"), PublicPreKey.KEY_SIZE),
                FixedNumber.sized(skey.requireChild("signature"), SIGNATURE_SIZE));
    }
}
