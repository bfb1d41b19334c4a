package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.FixedNumber;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import java.util.Optional;

/// Asks for the keys of one device that could not read us, naming the registration that we know it by:
/// `<key_fetch><user jid reason=identity><device id><registration/></device></user></key_fetch>`.
record MissingKeyQuery(Jid device, int registrationId) implements IqRequest<Optional<FetchedBundle>> {

    @Override
    public Node toNode(String id) {
        return Iq.get(id, "encrypt")
                .child(Node.tag("key_fetch")
                        .child(Node.tag("user")
                                .attribute("jid", device.account())
                                .attribute("reason", "identity")
                                .child(Node.tag("device")
                                        .attribute("id", device.device())
                                        .child(Node.tag("registration")
                                                .bytes(FixedNumber.bytes(
                                                        registrationId, FixedNumber.REGISTRATION_ID))))))
                .build();
    }

    @Override
    public Optional<FetchedBundle> read(Node result) throws MalformedNode {
        for (var user : result.requireChild("list").children("user")) {
            if (user.child("error").isPresent()) {
                return Optional.of(BundleReader.fetched(user));
            }
            for (var one : user.children("device")) {
                if (one.attributes().requireNumber("id") == device.device()) {
                    return Optional.of(BundleReader.fetched(one));
                }
            }
        }
        return Optional.empty();
    }
}
