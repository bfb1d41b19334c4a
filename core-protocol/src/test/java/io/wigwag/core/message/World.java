package io.wigwag.core.message;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.TokenDictionary;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The service in a few maps, for devices that live in the same test: it answers their questions and brings their
/// stanzas to each other, through the bytes that they would have on a wire. Tests bend it where they want it to fail.
public final class World {
    final Map<Jid, Account> accounts = new LinkedHashMap<>();
    final Map<Jid, Group> groups = new LinkedHashMap<>();
    final List<Node> asked = new ArrayList<>();
    final List<Node> sent = new ArrayList<>();
    /// Answers to give in place of the right ones, by the namespace of the question.
    final Map<String, Node> refusals = new HashMap<>();
    /// Error codes for the next messages, one each.
    final Deque<String> errors = new ArrayDeque<>();
    /// Accounts that want a token.
    final Set<Jid> restricted = new HashSet<>();
    final Map<Jid, Octets> tokens = new HashMap<>();
    boolean timeLocked;
    /// Seconds; none where the server does not say when the lock ends.
    long lockEnds = 3600;
    boolean silent;
    boolean acks = true;
    boolean wrongHash;
    /// How many messages are answered with `wait` and not taken.
    int putsOff;
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private int stanzas;

    record Account(Jid phone, Jid lid, Map<Integer, Party> devices) {}

    record Group(Jid jid, boolean lidMode, Set<Jid> members) {}

    Party device(String phone, String lid, int device) {
        var account = accounts.computeIfAbsent(
                jid(phone + "@s.whatsapp.net"), pn -> new Account(pn, jid(lid + "@lid"), new LinkedHashMap<>()));
        var party = new Party(
                this, account.phone().withDevice(device), account.lid().withDevice(device));
        account.devices().put(device, party);
        return party;
    }

    Group group(String id, boolean lidMode, Party... members) {
        var group = new Group(jid(id + "@g.us"), lidMode, new HashSet<>());
        for (var member : members) {
            group.members().add(member.phone.bare());
        }
        groups.put(group.jid(), group);
        return group;
    }

    public static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (Exception malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    /// Lets everybody read what they got, until nobody has anything left.
    void settle() {
        for (var rounds = 0; rounds < 100; rounds++) {
            var busy = false;
            for (var account : accounts.values()) {
                for (var party : List.copyOf(account.devices().values())) {
                    busy |= party.drain();
                }
            }
            if (!busy) {
                return;
            }
        }
        throw new AssertionError("the devices go on talking without end");
    }

    Line line(Party party) {
        return new Line() {
            @Override
            public <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered {
                try {
                    var question = overTheWire(request.toNode("q" + stanzas++));
                    asked.add(question);
                    if (silent) {
                        throw Unanswered.late(Duration.ofSeconds(60));
                    }
                    return request.answer(overTheWire(answer(party, question)));
                } catch (MalformedNode malformed) {
                    throw Unanswered.unreadable(String.valueOf(malformed.getMessage()));
                }
            }

            @Override
            public void send(Node stanza) throws Unanswered {
                if (silent) {
                    throw Unanswered.lost("as the test has ordered");
                }
                try {
                    var node = overTheWire(stanza);
                    sent.add(node);
                    route(party, node);
                } catch (MalformedNode malformed) {
                    throw new AssertionError(malformed);
                }
            }
        };
    }

    static Node overTheWire(Node node) throws MalformedNode {
        var words = TokenDictionary.version3();
        return new NodeDecoder(words, DecodeLimits.DEFAULT).decode(new NodeEncoder(words).encode(node));
    }

    Optional<Account> account(Jid jid) {
        return accounts.values().stream()
                .filter(account ->
                        account.phone().equals(jid.bare()) || account.lid().equals(jid.bare()))
                .findFirst();
    }

    Optional<Party> party(Jid device) {
        return account(device).map(account -> account.devices().get(device.device()));
    }

    private Node answer(Party party, Node question) throws MalformedNode {
        var namespace = question.attributes().requireText("xmlns");
        var refusal = refusals.get(namespace);
        if (refusal != null) {
            return Node.tag("iq").attribute("type", "error").child(refusal).build();
        }
        var result = Node.tag("iq").attribute("type", "result");
        switch (namespace) {
            case "usync" -> result.child(usync(question.requireChild("usync")));
            case "encrypt" -> result.child(keys(question));
            case "w:g2" -> result.child(metadata(question.attributes().requireJid("to")));
            case "privacy" -> issued(party, question, result);
            case "w:mex" ->
                result.child(Node.tag("result")
                        .text("{\"data\":{\"xwa2_fetch_account_reachout_timelock\":{\"is_active\":" + timeLocked
                                + ",\"time_enforcement_ends\":\""
                                + (lockEnds == 0 ? 0 : now.getEpochSecond() + lockEnds)
                                + "\"}}}"));
            default -> throw new AssertionError("a question of " + namespace);
        }
        return result.build();
    }

    private NodeBuilder usync(Node usync) throws MalformedNode {
        var list = Node.tag("list");
        for (var user : usync.requireChild("list").children("user")) {
            var jid = user.attributes().requireJid("jid");
            var answer = Node.tag("user").attribute("jid", jid);
            var account = account(jid);
            if (account.isEmpty()) {
                answer.child(Node.tag("devices").child(Node.tag("error").attribute("code", 404)));
            } else {
                answer.child(devices(account.get()));
                if (jid.isPhoneNumber()) {
                    answer.child(Node.tag("lid").attribute("val", account.get().lid()));
                }
            }
            list.child(answer);
        }
        return Node.tag("usync").child(list);
    }

    private static NodeBuilder devices(Account account) {
        var list = Node.tag("device-list");
        account.devices()
                .keySet()
                .forEach(number -> list.child(
                        number == 0
                                ? Node.tag("device").attribute("id", 0)
                                : Node.tag("device").attribute("id", number).attribute("key-index", number)));
        return Node.tag("devices")
                .child(list)
                .child(keyIndexes(List.copyOf(account.devices().keySet())));
    }

    static NodeBuilder keyIndexes(List<Integer> valid) {
        var details = ADVKeyIndexList.newBuilder()
                .setRawId(1)
                .setTimestamp(2)
                .setCurrentIndex(
                        IntStream.concat(IntStream.of(0), valid.stream().mapToInt(index -> index))
                                .max()
                                .orElse(0))
                .addAllValidIndexes(valid);
        var signed =
                ADVSignedKeyIndexList.newBuilder().setDetails(details.build().toByteString());
        return Node.tag("key-index-list")
                .attribute("ts", 2)
                .bytes(Octets.wrap(signed.build().toByteArray()));
    }

    private NodeBuilder keys(Node question) throws MalformedNode {
        var list = Node.tag("list");
        var missing = question.child("key_fetch");
        if (missing.isPresent()) {
            for (var user : missing.get().children("user")) {
                var device = user.requireChild("device");
                var number = (int) device.attributes().requireNumber("id");
                var jid = user.attributes().requireJid("jid");
                var answer = Node.tag("device").attribute("id", number);
                party(jid.withDevice(number)).orElseThrow().publish(answer);
                list.child(Node.tag("user").attribute("jid", jid).child(answer));
            }
            return list;
        }
        for (var user : question.requireChild("key").children("user")) {
            var jid = user.attributes().requireJid("jid");
            var answer = Node.tag("user").attribute("jid", jid);
            var party = party(jid);
            if (party.isPresent()) {
                party.get().publish(answer);
            } else {
                answer.child(Node.tag("error").attribute("code", 406));
            }
            list.child(answer);
        }
        return list;
    }

    private NodeBuilder metadata(Jid group) {
        var known = Objects.requireNonNull(groups.get(group));
        var answer = Node.tag("group")
                .attribute("id", group.user())
                .attribute("addressing_mode", known.lidMode() ? "lid" : "pn");
        for (var member : known.members()) {
            var account = Objects.requireNonNull(accounts.get(member));
            answer.child(Node.tag("participant")
                    .attribute("jid", known.lidMode() ? account.lid() : account.phone())
                    .attribute(
                            known.lidMode() ? "phone_number" : "lid",
                            known.lidMode() ? account.phone() : account.lid()));
        }
        return answer;
    }

    private void issued(Party party, Node question, NodeBuilder result) throws MalformedNode {
        var token = question.requireChild("tokens").requireChild("token");
        var jid = token.attributes().requireJid("jid");
        var theirs = account(jid).map(account -> tokens.get(account.phone()));
        theirs.ifPresent(bytes -> result.child(Node.tag("tokens")
                .child(Node.tag("token")
                        .attribute("jid", jid)
                        .attribute("t", now.getEpochSecond())
                        .attribute("type", "trusted_contact")
                        .bytes(bytes))));
        Objects.requireNonNull(party);
    }

    private void route(Party from, Node stanza) throws MalformedNode {
        switch (stanza.tag()) {
            case "message" -> message(from, stanza);
            case "receipt" -> receipt(from, stanza);
            case "ack" -> from.acked.add(stanza);
            default -> throw new AssertionError("a stanza " + stanza.tag());
        }
    }

    private void message(Party from, Node stanza) throws MalformedNode {
        var to = stanza.attributes().requireJid("to");
        var ack = Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", stanza.attributes().requireText("id"))
                .attribute("from", to)
                .attribute("t", now.getEpochSecond());
        var trusted =
                stanza.child("tctoken").isPresent() || stanza.child("cstoken").isPresent();
        var error = Optional.ofNullable(errors.poll())
                .or(() -> account(to)
                        .filter(account -> !trusted && restricted.contains(account.phone()))
                        .map(_ -> "463"));
        if (wrongHash && stanza.attributes().has("phash")) {
            wrongHash = false;
            ack.attribute("phash", "2:AAAAAAAA");
        }
        if (putsOff > 0) {
            putsOff--;
            from.inbound.add(ack.attribute("type", "wait").build());
            return;
        }
        error.ifPresent(code -> ack.attribute("error", code));
        if (acks) {
            from.inbound.add(ack.build());
        }
        if (error.isEmpty()) {
            new Routing(this, from, stanza).deliver();
        }
    }

    /// A receipt goes to whoever wrote the message, which its address says; those about own copies stay here.
    private void receipt(Party from, Node stanza) throws MalformedNode {
        var attributes = stanza.attributes();
        var to = attributes.requireJid("to");
        var author = attributes.jid("participant").orElse(to);
        var target = party(author);
        if (target.isEmpty() || target.get() == from) {
            return;
        }
        var self = author.isLid() ? from.lid : from.phone;
        var routed = stanza.toBuilder().remove("to").remove("participant");
        if (to.isGroup() || to.isBroadcast()) {
            routed.attribute("from", to).attribute("participant", self);
        } else {
            routed.attribute("from", self);
        }
        target.get().inbound.add(routed.attribute("t", now.getEpochSecond()).build());
    }
}
