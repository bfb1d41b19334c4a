package io.wigwag.core.message.send;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.Ids;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.BundleReader;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.stanza.FixedNumber;
import io.wigwag.core.stanza.Lenient;
import java.util.Optional;

/// A device could not read a message of ours and asks for it again:
/// `<receipt type=retry from id [participant] [recipient]><retry count id t/><registration/>[<keys/>]</receipt>`.
///
/// @param from as the receipt says: a device, or a group
/// @param requester the device that asks
/// @param recipient the chat, when one of our own devices could not read its copy
/// @param count which time it asks, from 1 on
/// @param keys for a new session with it
/// @param deviceIdentity by which the requester's account vouches for it
public record RetryRequest(
        MessageId id,
        Jid from,
        Jid requester,
        Optional<Jid> recipient,
        int count,
        int registrationId,
        Optional<PreKeyBundle> keys,
        Optional<Octets> deviceIdentity) {

    public static boolean isOne(Node stanza) {
        return stanza.is("receipt") && stanza.attributes().is("type", "retry");
    }

    public static RetryRequest read(Node receipt) throws MalformedNode {
        var attributes = receipt.attributes();
        var from = attributes.requireJid("from");
        var requester = attributes.jid("participant").orElse(from);
        if (requester.isGroup() || requester.isBroadcast()) {
            throw new MalformedNode("receipt: a retry by nobody");
        }
        var registration = FixedNumber.read(receipt.requireChild("registration"), FixedNumber.REGISTRATION_ID);
        var keys = receipt.child("keys");
        return new RetryRequest(
                Ids.read(receipt),
                from,
                requester,
                attributes.jid("recipient"),
                Math.max(
                        1,
                        Lenient.number(receipt.requireChild("retry"), "count").orElse(1)),
                registration,
                keys.isPresent() ? Optional.of(BundleReader.read(keys.get(), registration)) : Optional.empty(),
                keys.flatMap(node -> node.child("device-identity")).flatMap(Node::bytes));
    }
}
