package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Brings stanzas to devices: at once where the device is live, else when it comes back; and again, until the
/// device has settled them.
public final class Delivery {
    private final Exchange exchange;
    private final QueueLimits limits;
    private Phones phones = (_, _, _) -> {};

    Delivery(Exchange exchange) {
        this.exchange = exchange;
        this.limits = new QueueLimits(exchange);
    }

    /// Takes what goes to a phone that the sandbox plays, and what companions say to their own account's phone.
    public interface Phones {
        /// A stanza for a phone that is one of its account's devices.
        void receive(Device phone, Kind kind, Node stanza);

        /// What means nothing later: the presence of others.
        default void told(Device phone, Node stanza) {}

        /// A companion speaks to the persona of its account, whether or not the account has a phone among its devices:
        /// peer messages, and receipts for what the persona sent it.
        default void fromCompanion(Device companion, Kind kind, Node stanza) {}

        /// Devices of an account are sent a receipt.
        default void receipted(Account account, Node receipt) throws MalformedNode {}

        /// Whether the persona of an account has sent a companion something under this id.
        default boolean personaSent(Device companion, String id) {
            return false;
        }
    }

    public void phones(Phones receiver) {
        phones = receiver;
    }

    public Phones phones() {
        return phones;
    }

    /// Brings a stanza to a device.
    public void deliver(Device to, Kind kind, Node stanza) {
        if (to.isPhone()) {
            phones.receive(to, kind, stanza);
            return;
        }
        if (kind == Kind.CHATSTATE && exchange.settings().chatStateLife.isZero()) {
            live(to).ifPresent(connection -> connection.send(stanza));
            return;
        }
        limits.makeRoom(to);
        var entry = to.queue().add(kind, stanza, exchange.clock().instant());
        live(to).ifPresent(connection -> send(connection, to, entry, entry.stanza()));
    }

    /// Brings a stanza to a person's devices, but for one.
    public void deliver(Account to, Optional<Device> but, Kind kind, Node stanza) {
        for (var device : to.devices()) {
            if (but.filter(left -> left == device).isEmpty()) {
                deliver(device, kind, stanza);
            }
        }
    }

    /// Brings a message to a device that is about to drain its queue: ahead of all that waits there, and before the
    /// marks around it. Unsettled it comes again like any other.
    public void deliverFirst(Connection connection, List<Node> messages) {
        var device = connection.requireDevice();
        var now = exchange.clock().instant();
        var entries = messages.reversed().stream()
                .map(message -> device.queue().addFirst(Kind.MESSAGE, message, now))
                .toList();
        entries.reversed().forEach(entry -> send(connection, device, entry, entry.stanza()));
    }

    /// Sends something to a device only if it is live: what means nothing later.
    public void tellIfLive(Device to, Node stanza) {
        if (to.isPhone()) {
            phones.told(to, stanza);
            return;
        }
        live(to).ifPresent(connection -> connection.send(stanza));
    }

    private Optional<Connection> live(Device device) {
        return exchange.connectionOf(device).filter(Connection::isLive);
    }

    private void send(Connection connection, Device device, QueueEntry entry, Node stanza) {
        entry.sent();
        if (entry.kind() == Kind.CHATSTATE) {
            device.queue().remove(entry);
        }
        connection.send(stanza);
        if (entry.kind() == Kind.MESSAGE) {
            exchange.events()
                    .add(
                            "message.delivered",
                            "account",
                            device.account(),
                            "device",
                            device.number(),
                            "id",
                            stanza.attributes().text("id").orElse(""));
        }
    }

    /// How long an entry of a kind waits at most.
    public Duration life(Kind kind) {
        return limits.life(kind);
    }

    /// Removes what is too old to be delivered.
    public void expire(Device device) {
        limits.expire(device);
    }

    /// Sends all that waits, between the two marks that clients look for; or, if the settings say so, by portions, as
    /// the client asks for them.
    void drain(Connection connection) {
        var device = connection.requireDevice();
        limits.expire(device);
        var waiting = waiting(device);
        connection.startDraining();
        connection.send(Stanzas.ib(Node.tag("offline_preview")
                .attribute("count", waiting.size())
                .attribute("message", count(waiting, Kind.MESSAGE))
                .attribute("notification", count(waiting, Kind.NOTIFICATION))
                .attribute("receipt", count(waiting, Kind.RECEIPT))
                .attribute("appdata", 0)));
        if (!exchange.settings().offlinePacing || waiting.isEmpty()) {
            drain(connection, Long.MAX_VALUE);
        }
    }

    private static List<QueueEntry> waiting(Device device) {
        return device.queue().entries().stream()
                .filter(entry -> !entry.isUnderWay())
                .toList();
    }

    /// Sends the next portion of what waits. What came meanwhile stands behind it, so nothing overtakes.
    void drain(Connection connection, long atMost) {
        if (connection.state() != Connection.State.DRAINING) {
            return;
        }
        var device = connection.requireDevice();
        var waiting = waiting(device);
        var portion = waiting.stream().limit(atMost).toList();
        for (var entry : portion) {
            // The one before may have ended the connection: the rest waits for the next.
            if (!connection.isOpen()) {
                return;
            }
            var marked = entry.stanza().toBuilder()
                    .set("offline", Integer.toString(entry.timesSent()))
                    .build();
            send(connection, device, entry, marked);
        }
        var sent = connection.drained(portion.size());
        if (portion.size() < waiting.size() || !connection.isOpen()) {
            return;
        }
        connection.send(Stanzas.ib(Node.tag("offline").attribute("count", sent)));
        connection.enter(Connection.State.LIVE);
        exchange.forEach(feature -> feature.wentLive(connection));
    }

    private static long count(List<QueueEntry> entries, Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }

    /// A device has taken what answers to a description.
    public boolean settle(Device device, Predicate<QueueEntry> description) {
        var settled = device.queue().settle(description);
        if (settled.isPresent()) {
            exchange.acknowledged(device, true);
        }
        settled.filter(entry -> entry.kind() == Kind.MESSAGE)
                .ifPresent(entry -> exchange.events()
                        .add(
                                "message.settled",
                                "account",
                                device.account(),
                                "device",
                                device.number(),
                                "id",
                                entry.stanza().attributes().text("id").orElse("")));
        return settled.isPresent();
    }

    /// A device names a message by its id, its chat and, where it has one, its author.
    public boolean settleMessage(Device device, String id, Optional<Jid> chat, Optional<Jid> author) {
        return settle(device, entry -> entry.kind() == Kind.MESSAGE && names(entry.stanza(), id, chat, author));
    }

    /// Whether a stanza goes by an id, from a chat and of an author; what the asker leaves out fits any. People count
    /// as the same under either of their addresses, with any device: clients answer by whichever they keep.
    boolean names(Node stanza, String id, Optional<Jid> chat, Optional<Jid> author) {
        return stanza.attributes().is("id", id)
                && (fits(stanza, "from", chat) || (chat.isPresent() && named(stanza, "recipient", chat.get())))
                && fits(stanza, "participant", author);
    }

    private boolean fits(Node stanza, String attribute, Optional<Jid> asked) {
        return asked.isEmpty() || !stanza.attributes().has(attribute) || named(stanza, attribute, asked.get());
    }

    private boolean named(Node stanza, String attribute, Jid asked) {
        try {
            return stanza.attributes()
                    .jid(attribute)
                    .filter(there -> isSame(there, asked))
                    .isPresent();
        } catch (MalformedNode noAddress) {
            return false;
        }
    }

    private boolean isSame(Jid one, Jid other) {
        var person = exchange.accounts().find(one);
        return person.isPresent()
                ? person.equals(exchange.accounts().find(other))
                : one.bare().equals(other.bare());
    }
}
