package io.wigwag.core.message.receive;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.PreKeyStore;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.core.signal.SignedPreKey;
import io.wigwag.core.stanza.FixedNumber;
import java.util.List;
import java.util.Optional;

/// Asks the author of a message that we could not read for another one: the same message, encrypted anew. From the
/// second time on it brings along keys, with which the author begins a new session.
final class RetryReceipts {
    /// Authors answer four requests; the fifth failure is the end.
    static final int MOST = 4;

    private static final int WITH_KEYS = 2;
    private static final Octets CURVE_25519 = Octets.ofHex("05");

    private final OwnIdentity identity;
    private final Optional<Octets> deviceIdentity;
    private final PreKeyStore store;
    private final PreKeySupply supply;
    private final Replies replies;

    RetryReceipts(
            OwnIdentity identity,
            Optional<Octets> deviceIdentity,
            PreKeyStore store,
            PreKeySupply supply,
            Replies replies) {
        this.identity = identity;
        this.deviceIdentity = deviceIdentity;
        this.store = store;
        this.supply = supply;
        this.replies = replies;
    }

    /// A receipt, and what has to be committed before it leaves: the keys in it are ours to remember.
    record Made(Node receipt, List<StateChange> changes) {}

    Made make(Node stanza, Envelope envelope, int count, RetryReason reason) throws MalformedNode, MalformedRecord {
        var attributes = stanza.attributes();
        var receipt = replies.to(stanza, envelope).attribute("type", "retry");
        if (envelope.place().kind() == Envelope.Kind.PEER) {
            receipt.attribute("category", "peer");
        } else if (envelope.place().kind() == Envelope.Kind.DIRECT) {
            receipt.attribute("recipient", attributes.jid("recipient"));
        }
        receipt.child(Node.tag("retry")
                .attribute("v", 1)
                .attribute("count", count)
                .attribute("id", envelope.id().value())
                .attribute("t", envelope.time().getEpochSecond())
                .attribute("error", reason.code()));
        receipt.child(Node.tag("registration")
                .bytes(FixedNumber.bytes(identity.registrationId(), FixedNumber.REGISTRATION_ID)));
        if (count < WITH_KEYS && !envelope.author().isHosted()) {
            return new Made(receipt.build(), List.of());
        }
        var signed = store.signedPreKeys();
        if (signed.isEmpty()) {
            throw new MalformedRecord("there is no signed pre-key to give");
        }
        var batch = supply.forRetry();
        var oneTime = batch.keys().getFirst();
        receipt.child(
                keys(oneTime.published().id(), oneTime.published().key().octets(), SignedPreKey.of(signed.getFirst())));
        return new Made(receipt.build(), batch.changes());
    }

    private NodeBuilder keys(int id, Octets key, SignedPreKey signed) {
        var keys = Node.tag("keys")
                .child(Node.tag("type").bytes(CURVE_25519))
                .child(Node.tag("identity").bytes(identity.publicKey().octets()))
                .child(key("key", id, key))
                .child(key("skey", signed.id(), signed.keys().publicKey().octets())
                        .child(Node.tag("signature").bytes(signed.signature())));
        deviceIdentity.ifPresent(
                statement -> keys.child(Node.tag("device-identity").bytes(statement)));
        return keys;
    }

    private static NodeBuilder key(String tag, int id, Octets key) {
        return Node.tag(tag)
                .child(Node.tag("id").bytes(FixedNumber.bytes(id, FixedNumber.KEY_ID)))
                .child(Node.tag("value").bytes(key));
    }
}
