package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lets linked devices in, and keeps them: login, active and passive, pings, and the acknowledgements of what they got.
public final class Login implements Feature {
    static final String LOCATION = "prn";
    private static final int NOT_AUTHORIZED = 401;

    private final Exchange exchange;
    private final List<Gate> gates = new ArrayList<>();
    private Greeter greeter = _ -> {};

    Login(Exchange exchange) {
        this.exchange = exchange;
    }

    /// May refuse a device that is linked.
    public interface Gate {
        /// The stanza that refuses it, if it is refused.
        Optional<Node> refusal(Connection connection, Device device);
    }

    /// Says to a companion what a phone says to a new one.
    public interface Greeter {
        /// A companion is about to get what waited for it, for the first time on this connection.
        void greet(Connection companion);
    }

    void add(Gate gate) {
        gates.add(gate);
    }

    void greeter(Greeter next) {
        greeter = next;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("passive", "set", "active", this::active);
        table.query("passive", "set", "passive", this::passive);
        table.query(
                "w:p",
                "get",
                StanzaTable.ANY,
                (_, _) ->
                        Answer.empty().with("t", Long.toString(exchange.clock().seconds())));
        table.statement("ack", this::acknowledged);
        table.statement("ib", this::informed);
        table.statement("notification", this::notified);
    }

    void attempt(Connection connection) {
        var payload = connection.greeting().payload();
        var device = exchange.accounts()
                .byNumber(Long.toUnsignedString(payload.getUsername()))
                .flatMap(account -> account.device(payload.getDevice()))
                .filter(known -> known.noiseKey()
                        .equals(Optional.of(connection.greeting().noiseKey())));
        if (device.isEmpty()) {
            refuse(connection, Stanzas.failure(NOT_AUTHORIZED));
            return;
        }
        for (var gate : gates) {
            var refusal = gate.refusal(connection, device.get());
            if (refusal.isPresent()) {
                refuse(connection, refusal.get());
                return;
            }
        }
        exchange.takeOver(connection, device.get());
        connection.send(success(device.get()));
    }

    void refuse(Connection connection, Node refusal) {
        exchange.events()
                .add(
                        "login.refused",
                        "connection",
                        connection.id(),
                        "reason",
                        refusal.attributes().text("reason").orElse(""));
        exchange.end(connection, refusal);
    }

    private Node success(Device device) {
        var account = device.account();
        return Node.tag("success")
                .attribute("t", exchange.clock().seconds())
                .attribute("props", "27")
                .attribute("companion_enc_static", "NULL")
                .attribute("lid", device.lid())
                .attribute("abprops", "10")
                .attribute("creation", account.createdAt().getEpochSecond())
                .attribute("location", LOCATION)
                .attribute("display_name", account.pushName())
                .build();
    }

    private Answer active(Connection from, Node iq) throws IqRefused {
        if (from.device().isEmpty()) {
            throw IqRefused.notAuthorized();
        }
        return Answer.empty().then(() -> {
            if (from.isLive()) {
                return;
            }
            if (!from.wasActiveBefore()) {
                greeter.greet(from);
            }
            exchange.delivery().drain(from);
        });
    }

    private Answer passive(Connection from, Node iq) throws IqRefused {
        if (from.device().isEmpty()) {
            throw IqRefused.notAuthorized();
        }
        return Answer.empty().then(() -> from.enter(Connection.State.PASSIVE));
    }

    /// Most of what clients say by the way is nobody's business. One asks for more of what waited.
    private void informed(Connection from, Node ib) throws MalformedNode {
        var batch = ib.child("offline_batch");
        if (batch.isPresent()) {
            exchange.delivery()
                    .drain(from, batch.get().attributes().number("count").orElse(1));
        }
    }

    /// Clients hardly ever notify of anything, and nobody waits for it.
    private void notified(Connection from, Node notification) throws MalformedNode {
        var asked = notification.attributes();
        from.send(Node.tag("ack")
                .attribute("class", "notification")
                .attribute("id", asked.requireText("id"))
                .attribute("from", asked.jid("to").orElse(Jid.SERVER))
                .attribute("type", asked.text("type"))
                .attribute("participant", asked.jid("participant"))
                .build());
    }

    /// A device has taken a stanza.
    private void acknowledged(Connection from, Node ack) throws MalformedNode {
        if (from.device().isEmpty()) {
            return;
        }
        var device = from.requireDevice();
        var id = ack.attributes().requireText("id");
        var kind = ack.attributes().text("class").orElse("");
        var chat = ack.attributes().jid("to");
        var author = ack.attributes().jid("participant");
        var delivery = exchange.delivery();
        var settled = delivery.settle(
                device, entry -> entry.stanza().is(kind) && delivery.names(entry.stanza(), id, chat, author));
        if (!settled) {
            exchange.acknowledged(device, false);
        }
        ack.attributes()
                .text("error")
                .ifPresent(code -> exchange.events()
                        .add(
                                "ack.error",
                                "account",
                                device.account(),
                                "device",
                                device.number(),
                                "id",
                                id,
                                "code",
                                code));
    }
}
