package io.wigwag.core.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Inbox;
import io.wigwag.core.message.receive.OwnKeys;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Correspondence;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Outbox;
import io.wigwag.core.message.send.Resend;
import io.wigwag.core.message.send.Resends;
import io.wigwag.core.message.send.RetryRequest;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendSettings;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.Bundles;
import io.wigwag.core.people.Devices;
import io.wigwag.core.people.OwnAccount;
import io.wigwag.core.people.Rosters;
import io.wigwag.core.people.Tokens;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.GroupSessions;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SignalSessions;
import io.wigwag.core.signal.SignedPreKey;
import io.wigwag.core.stanza.FixedNumber;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.proto.e2e.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// One device in [World], with all that sends and receives for it, and a diary of what it saw.
final class Party {
    final World world;
    final Jid phone;
    final Jid lid;
    final OwnAccount own;
    final MemoryDeviceState state = new MemoryDeviceState();
    final OwnIdentity identity;
    final PreKeySupply supply;
    final Correspondence people;
    final Outbox outbox;
    final Inbox inbox;
    final Resends resends;
    final OwnKeys keys;
    final Line line;
    final Deque<Node> inbound = new ArrayDeque<>();
    final List<Node> acked = new ArrayList<>();
    final List<Received> received = new ArrayList<>();
    final List<SendOutcome> outcomes = new ArrayList<>();
    final List<InboundReceipt> receipts = new ArrayList<>();
    final List<Resend> resent = new ArrayList<>();
    /// Whether keys are still left to give out.
    boolean oneTimeKeys = true;
    Optional<Octets> salt = Optional.empty();
    private final SeededRandom random;

    Party(World world, Jid phone, Jid lid) {
        this.world = world;
        this.phone = phone;
        this.lid = lid;
        own = new OwnAccount(phone, Optional.of(lid));
        random = new SeededRandom(phone.number() * 31 + phone.device());
        identity = OwnIdentity.generate(random);
        supply = new PreKeySupply(state, random, () -> world.now);
        state.commit(supply.rotate(identity).changes());
        var cipher = new SessionCipher(identity, () -> KeyPair.generate(random));
        var groupCipher = new GroupCipher(random);
        var sessions = new SignalSessions(state, cipher, IdentityPolicy.TRUST_CHANGES, () -> world.now);
        var groups = new GroupSessions(state, groupCipher);
        var aliases = new Aliases(own, state, sessions, groups);
        people = new Correspondence(
                own,
                state,
                sessions,
                groups,
                aliases,
                new Devices(state, aliases, () -> world.now),
                new Bundles(state, aliases),
                new Rosters(own, state, aliases, () -> world.now),
                new Tokens(state, aliases, () -> world.now));
        var settings = SendSettings.usual(Optional.empty(), () -> salt);
        outbox = new Outbox(people, settings, () -> world.now, random);
        resends = new Resends(people, settings, () -> world.now, random);
        keys = new OwnKeys(identity, Optional.empty(), cipher, groupCipher, IdentityPolicy.TRUST_CHANGES, supply);
        inbox = new Inbox(own, state, aliases, people.bundles(), keys, () -> world.now);
        inbox.present(true);
        line = world.line(this);
    }

    static Message text(String text) {
        return Message.newBuilder().setConversation(text).build();
    }

    Outbox.Left send(Jid chat, String id, String text) throws Exception {
        return outbox.send(line, new Letter(new MessageId(id), chat, text(text)));
    }

    /// The texts that were read, in order.
    List<String> read() {
        return received.stream()
                .flatMap(each -> each.outcome() instanceof Received.Read(var message, var _)
                        ? Optional.of(message.getConversation()).stream()
                        : Optional.<String>empty().stream())
                .toList();
    }

    Received last() {
        return received.getLast();
    }

    /// Takes everything in that has come; whether there was anything.
    boolean drain() {
        var busy = false;
        for (var next = inbound.poll(); next != null; next = inbound.poll()) {
            busy = true;
            take(next);
        }
        return busy;
    }

    private void take(Node stanza) {
        try {
            switch (stanza.tag()) {
                case "message" -> opened(inbox.open(stanza));
                case "ack" -> outcomes.addAll(outbox.answered(line, stanza));
                case "receipt" -> {
                    if (RetryRequest.isOne(stanza)) {
                        resent.add(resends.answer(line, RetryRequest.read(stanza)));
                    } else {
                        receipts.addAll(InboundReceipt.read(stanza, own));
                    }
                }
                default -> throw new AssertionError(stanza.tag());
            }
        } catch (MalformedNode | Unanswered | IqRefused failure) {
            throw new AssertionError(failure);
        }
    }

    private void opened(Received one) throws Unanswered {
        received.add(one);
        if (!one.changes().isEmpty()) {
            state.commit(one.changes());
        }
        for (var reply : one.replies()) {
            line.send(reply);
        }
    }

    /// What the server hands out to those who want to write to us.
    void publish(NodeBuilder answer) {
        try {
            var signed = SignedPreKey.of(state.signedPreKeys().getFirst());
            answer.child(Node.tag("registration")
                            .bytes(FixedNumber.bytes(identity.registrationId(), FixedNumber.REGISTRATION_ID)))
                    .child(Node.tag("type").bytes(Octets.ofHex("05")))
                    .child(Node.tag("identity").bytes(identity.publicKey().octets()))
                    .child(key("skey", signed.id(), signed.keys().publicKey().octets())
                            .child(Node.tag("signature").bytes(signed.signature())));
            if (oneTimeKeys) {
                var batch = supply.forRetry();
                state.commit(batch.changes());
                var key = batch.keys().getFirst().published();
                answer.child(key("key", key.id(), key.key().octets()));
            }
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static NodeBuilder key(String tag, int id, Octets key) {
        return Node.tag(tag)
                .child(Node.tag("id").bytes(FixedNumber.bytes(id, FixedNumber.KEY_ID)))
                .child(Node.tag("value").bytes(key));
    }

    @Override
    public String toString() {
        return phone.toString();
    }
}
