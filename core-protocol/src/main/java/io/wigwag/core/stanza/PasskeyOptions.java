package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;

/// Asks what a passkey has to answer before a phone may link us:
/// `<iq type="get" xmlns="md"><passkey_request_options/></iq>`. The answer is JSON as a browser wants it, handed on
/// unread; the server also sends it unasked, see [Notification.PasskeyWanted].
public record PasskeyOptions() implements IqRequest<Octets> {
    static final String ELEMENT = "passkey_request_options";

    @Override
    public Node toNode(String id) {
        return Iq.get(id, "md").child(Node.of(ELEMENT)).build();
    }

    @Override
    public Octets read(Node result) throws MalformedNode {
        return result.requireChild(ELEMENT).requireBytes();
    }
}
