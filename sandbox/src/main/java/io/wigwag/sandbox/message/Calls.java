package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.Server;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// Brings the signals of calls from one person to another. No sound is ever carried.
public final class Calls implements Feature {
    /// What the caller's, or the called one's, other devices must hear as well, to stop ringing.
    private static final Set<String> ENDS_RINGING = Set.of("accept", "reject");
    private static final Set<String> OFFERS = Set.of("offer", "offer_notice");
    private static final String LINK = "link_create";
    private static final int TOKEN_BYTES = 11;

    private final Exchange exchange;

    public Calls(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void enter(StanzaTable table) {
        table.statement("call", this::take);
    }

    private void take(Connection connection, Node call) throws MalformedNode {
        if (connection.device().isEmpty()) {
            throw new MalformedNode("call: from a client that isn't linked");
        }
        var signal = signal(call);
        var ack = Node.tag("ack")
                .attribute("class", "call")
                .attribute("id", call.attributes().text("id"))
                .attribute("from", call.attributes().requireJid("to"))
                .attribute("type", signal.tag());
        if (signal.is(LINK)) {
            ack.child(Node.tag(LINK).attribute("token", token()));
        } else {
            send(connection.requireDevice(), call);
        }
        connection.send(ack.build());
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        exchange.random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Node signal(Node call) throws MalformedNode {
        if (call.children().isEmpty()) {
            throw new MalformedNode("call: nothing inside");
        }
        return call.children().getFirst();
    }

    /// Relays one signal of a call as a device of the world.
    public void send(Device from, Node call) throws MalformedNode {
        var to = call.attributes().requireJid("to");
        var signal = signal(call);
        if (to.server().equals(Server.CALL)) {
            return;
        }
        var relayed = Node.tag("call")
                .attribute("from", Addressing.of(to).of(from))
                .attribute("id", call.attributes().text("id").orElseGet(exchange::nextId))
                .attribute("t", exchange.clock().seconds())
                .attribute("platform", call.attributes().text("platform").orElse("android"))
                .attribute("version", call.attributes().text("version").orElse("2.25.1"))
                .attribute("notify", from.account().pushName())
                .child(withBothAddresses(signal))
                .build();
        exchange.events().add("call.relayed", "account", from.account(), "signal", signal.tag(), "to", to);
        exchange.accounts()
                .find(to)
                .filter(person -> !exchange.consent().blocks(person, from.account()))
                .ifPresent(person -> deliver(person, from, relayed));
        if (ENDS_RINGING.contains(signal.tag())) {
            deliver(from.account(), from, relayed);
        }
    }

    private void deliver(Account person, Device from, Node call) {
        exchange.delivery().deliver(person, Optional.of(from), Kind.CALL, call);
    }

    /// An offer shows who calls by both addresses.
    private Node withBothAddresses(Node signal) throws MalformedNode {
        var creator = signal.attributes().jid("call-creator");
        if (!OFFERS.contains(signal.tag()) || creator.isEmpty()) {
            return signal;
        }
        var other = Addressing.of(creator.get()).other();
        var caller = exchange.accounts().find(creator.get()).map(other::of);
        var name = "caller_" + other.text();
        if (caller.isEmpty() || signal.attributes().has(name)) {
            return signal;
        }
        Jid address = caller.get();
        return signal.toBuilder().set(name, address).build();
    }
}
