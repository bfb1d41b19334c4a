package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.id.Server;
import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.message.Acceptance.Fate;
import io.wigwag.sandbox.message.Acceptance.Reached;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes messages from devices and brings them to those that they are for.
public final class Messages implements Feature {
    private final Exchange exchange;
    private final Groups groups;
    private final Routes routes;
    private final Repeats repeats = new Repeats();
    private final Map<Server, Destination> elsewhere = new LinkedHashMap<>();

    public Messages(Exchange exchange, Groups groups) {
        this.exchange = exchange;
        this.groups = groups;
        this.routes = new Routes(exchange, groups);
    }

    /// Takes the messages to addresses that aren't people or groups: channels.
    public interface Destination {
        Acceptance send(Device from, Node message) throws MalformedNode;
    }

    public void destination(Server server, Destination destination) {
        elsewhere.put(server, destination);
    }

    @Override
    public void enter(StanzaTable table) {
        table.statement("message", this::take);
    }

    private void take(Connection connection, Node message) throws MalformedNode {
        if (connection.device().isEmpty()) {
            throw new MalformedNode("message: from a client that isn't linked");
        }
        connection.send(acknowledgement(message, answer(connection.requireDevice(), message)));
    }

    private Acceptance answer(Device from, Node message) throws MalformedNode {
        try {
            return send(from, message);
        } catch (MalformedNode malformed) {
            if (!exchange.settings().strict) {
                throw malformed;
            }
            return Acceptance.refused(exchange.clock().seconds(), 400);
        }
    }

    /// Sends a message as a device of the world. The device may be a client's or a phone that the sandbox plays.
    public Acceptance send(Device from, Node message) throws MalformedNode {
        var letter = Letter.read(message);
        var id = message.attributes().requireText("id");
        var other = elsewhere.get(letter.to().server());
        if (other != null) {
            return other.send(from, message);
        }
        var now = exchange.clock().seconds();
        var fingerprint = letter.fingerprint();
        if (fingerprint.filter(known -> repeats.contains(from, known)).isPresent()) {
            exchange.events().add("message.repeated", "account", from.account(), "device", from.number(), "id", id);
            return Acceptance.of(now, List.of());
        }
        var plan = routes.plan(from, letter);
        if (plan.refusal().isPresent()) {
            var code = plan.refusal().getAsInt();
            exchange.events()
                    .add(
                            "message.refused",
                            "account",
                            from.account(),
                            "device",
                            from.number(),
                            "id",
                            id,
                            "to",
                            letter.to(),
                            "error",
                            code);
            return Acceptance.refused(now, code);
        }
        fingerprint.ifPresent(known -> repeats.add(from, known));
        exchange.accounts().find(letter.to()).ifPresent(recipient -> meet(from.account(), recipient));
        exchange.events()
                .add(
                        "message.accepted",
                        "account",
                        from.account(),
                        "device",
                        from.number(),
                        "id",
                        id,
                        "to",
                        letter.to(),
                        "devices",
                        plan.copies().size());
        plan.forPersona().forEach(stanza -> exchange.delivery().phones().fromCompanion(from, Kind.MESSAGE, stanza));
        var reached = plan.copies().stream().map(this::deliver).toList();
        return phash(from, letter, Acceptance.of(now, reached));
    }

    private void meet(Account one, Account other) {
        exchange.acquaintances().learnt(one, other);
        exchange.acquaintances().learnt(other, one);
    }

    private Reached deliver(Routes.Copy copy) {
        var there = copy.to().isPhone()
                || exchange.connectionOf(copy.to()).filter(Connection::isLive).isPresent();
        exchange.delivery().deliver(copy.to(), Kind.MESSAGE, copy.stanza());
        return new Reached(copy.to(), there ? Fate.DELIVERED : Fate.QUEUED);
    }

    /// A hash over the devices that a group message concerns, its sender's among them. Clients that get another one
    /// than they expect forget what they know of the group, so it is not told unless asked for.
    private Acceptance phash(Device from, Letter letter, Acceptance acceptance) {
        var group = groups.find(letter.to());
        if (!exchange.settings().ackPhash || group.isEmpty() || !letter.hasSenderKeyMessage()) {
            return acceptance;
        }
        var addressing = group.get().addressing();
        var devices = new ArrayList<Jid>();
        devices.add(addressing.of(from));
        acceptance.reached().forEach(reached -> devices.add(addressing.of(reached.device())));
        return acceptance.with("phash", ParticipantHash.of(devices));
    }

    /// Who would get a message, and as what, without sending it; empty where it would be refused.
    public Map<Device, Node> preview(Device from, Node message) throws MalformedNode {
        var copies = new LinkedHashMap<Device, Node>();
        routes.plan(from, Letter.read(message)).copies().forEach(copy -> copies.put(copy.to(), copy.stanza()));
        return copies;
    }

    private static Node acknowledgement(Node message, Acceptance acceptance) throws MalformedNode {
        var ack = Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", message.attributes().text("id"))
                .attribute("t", acceptance.seconds());
        ack.attribute("from", to(message));
        acceptance.error().ifPresent(code -> ack.attribute("error", code));
        acceptance.attributes().forEach(ack::attribute);
        return ack.build();
    }

    private static Optional<Jid> to(Node message) throws MalformedNode {
        return message.attributes().jid("to");
    }

    @Override
    public void deviceRemoved(Device device) {
        repeats.forget(device);
    }

    @Override
    public void reset() {
        repeats.clear();
    }
}
