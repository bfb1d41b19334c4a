package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Server;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.PersonaSeat;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Takes receipts from devices: each settles what it names, and most of them go on, to the author of the message or to
/// the reader's other devices. The service makes none of its own.
public final class Receipts implements Feature {
    private static final Set<String> RETRIES = Set.of("retry", "enc_rekey_retry");
    private static final Set<String> TO_PERSONA = Set.of("peer_msg", "hist_sync", "server-error");
    private static final Set<String> OWN = Set.of("sender", "read-self", "played-self");
    /// What some clients answer with a receipt where others acknowledge.
    private static final Set<String> CALLS = Set.of("offer", "accept", "reject", "enc_rekey");
    private static final Set<String> OF_READING = Set.of("read", "played");

    private final Exchange exchange;
    private final Groups groups;
    private final Map<Server, Destination> elsewhere = new LinkedHashMap<>();

    public Receipts(Exchange exchange, Groups groups) {
        this.exchange = exchange;
        this.groups = groups;
    }

    /// Takes the receipts for what wasn't sent by people: channels.
    public interface Destination {
        void send(Device from, Node receipt) throws MalformedNode;
    }

    public void destination(Server server, Destination destination) {
        elsewhere.put(server, destination);
    }

    @Override
    public void enter(StanzaTable table) {
        table.statement("receipt", this::take);
    }

    private void take(Connection connection, Node receipt) throws MalformedNode {
        if (connection.device().isEmpty()) {
            throw new MalformedNode("receipt: from a client that isn't linked");
        }
        send(connection.requireDevice(), receipt);
        var asked = receipt.attributes();
        connection.send(Node.tag("ack")
                .attribute("class", "receipt")
                .attribute("id", asked.text("id"))
                .attribute("from", asked.requireJid("to"))
                .attribute("type", asked.text("type"))
                .attribute("participant", asked.jid("participant"))
                .build());
    }

    /// Sends a receipt as a device of the world. The device may be a client's or a phone that the sandbox plays.
    public void send(Device from, Node receipt) throws MalformedNode {
        var sent = SentReceipt.read(receipt);
        if (!RETRIES.contains(sent.type())) {
            settle(from, sent);
        }
        var other = elsewhere.get(sent.to().server());
        if (other != null) {
            other.send(from, receipt);
            return;
        }
        var copies = copies(from, sent);
        copies.forEach(this::deliver);
        tell(copies);
        exchange.events()
                .add(
                        "receipt.routed",
                        "account",
                        from.account(),
                        "device",
                        from.number(),
                        "id",
                        sent.id(),
                        "type",
                        sent.type(),
                        "to",
                        sent.to(),
                        "devices",
                        copies.size());
    }

    /// Each account once, however many devices it has.
    private void tell(List<Routes.Copy> copies) throws MalformedNode {
        var told = new LinkedHashSet<Account>();
        for (var copy : copies) {
            if (told.add(copy.to().account())) {
                exchange.delivery().phones().receipted(copy.to().account(), copy.stanza());
            }
        }
    }

    private void deliver(Routes.Copy copy) {
        var joined = exchange.settings().aggregateReceipts
                ? ReaderList.joined(copy.to().queue(), copy.stanza())
                : copy.stanza();
        exchange.delivery().deliver(copy.to(), Kind.RECEIPT, joined);
    }

    private void settle(Device from, SentReceipt sent) {
        if (CALLS.stream().anyMatch(signal -> sent.stanza().child(signal).isPresent())) {
            exchange.delivery()
                    .settle(
                            from,
                            entry -> entry.stanza().is("call")
                                    && entry.stanza().attributes().is("id", sent.id()));
            return;
        }
        for (var id : sent.ids()) {
            exchange.delivery().settleMessage(from, id, Optional.of(sent.to()), sent.participant());
        }
    }

    private List<Routes.Copy> copies(Device from, SentReceipt sent) {
        if (RETRIES.contains(sent.type())) {
            return retry(from, sent);
        }
        if (TO_PERSONA.contains(sent.type())) {
            exchange.delivery().phones().fromCompanion(from, Kind.RECEIPT, sent.stanza());
            return List.of();
        }
        var author = author(sent);
        if (OWN.contains(sent.type()) || author.filter(from.account()::equals).isPresent()) {
            return toOwn(from, sent);
        }
        var copies = new ArrayList<Routes.Copy>();
        author.filter(person -> isShown(from.account(), person, sent))
                .ifPresent(person ->
                        person.devices().forEach(device -> copies.add(new Routes.Copy(device, toAuthor(from, sent)))));
        if (sent.type().equals("read")) {
            copies.addAll(toOwn(from, sent));
        }
        return copies;
    }

    /// Whose message it is about.
    private Optional<Account> author(SentReceipt sent) {
        return sent.isPersonal()
                ? exchange.accounts().find(sent.to())
                : sent.participant().flatMap(exchange.accounts()::find);
    }

    /// Between two people each decides whether reading shows; in a group it always does.
    private boolean isShown(Account reader, Account author, SentReceipt sent) {
        var consent = exchange.consent();
        if (consent.blocks(author, reader)) {
            return false;
        }
        return !sent.isPersonal()
                || !OF_READING.contains(sent.type())
                || (consent.sharesReadReceipts(reader) && consent.sharesReadReceipts(author));
    }

    private Node toAuthor(Device reader, SentReceipt sent) {
        var head = Node.tag("receipt");
        if (sent.isPersonal()) {
            return written(head.attribute("from", Addressing.of(sent.to()).of(reader)), sent);
        }
        head.attribute("from", sent.to());
        if (exchange.settings().aggregateReceipts && sent.to().isGroup()) {
            var list = ReaderList.of(sent.ids(), addressing(sent).of(reader.account()), time(sent));
            return identified(head, sent).children(list).build();
        }
        return written(head.attribute("participant", addressing(sent).of(reader)), sent);
    }

    /// The one in which the chat knows its people.
    private Addressing addressing(SentReceipt sent) {
        if (sent.isPersonal()) {
            return Addressing.of(sent.to());
        }
        return groups.find(sent.to())
                .map(Group::addressing)
                .or(() -> sent.participant().map(Addressing::of))
                .orElse(Addressing.PN);
    }

    /// What a device has seen, for the person's others.
    private List<Routes.Copy> toOwn(Device from, SentReceipt sent) {
        var chat = sent.recipient().orElse(sent.to().bare());
        var stanza = written(
                Node.tag("receipt")
                        .attribute("from", addressing(sent).of(from))
                        .attribute("recipient", chat)
                        .attribute("participant", sent.isPersonal() ? Optional.empty() : sent.participant()),
                sent);
        return from.account().devices().stream()
                .filter(device -> device != from)
                .map(device -> new Routes.Copy(device, stanza))
                .toList();
    }

    /// A device that couldn't read something asks the one device that wrote it.
    private List<Routes.Copy> retry(Device from, SentReceipt sent) {
        var asked = sent.isPersonal() ? Optional.of(sent.to()) : sent.participant();
        if (asked.isEmpty()) {
            return List.of();
        }
        var phones = exchange.delivery().phones();
        var own = exchange.accounts().find(asked.get()).filter(from.account()::equals);
        if (own.isPresent()
                && PersonaSeat.isMeant(asked.get(), from, exchange.settings())
                && phones.personaSent(from, sent.id())) {
            phones.fromCompanion(from, Kind.RECEIPT, sent.stanza());
            return List.of();
        }
        var head = Node.tag("receipt");
        if (sent.isPersonal()) {
            head.attribute("from", Addressing.of(sent.to()).of(from)).attribute("recipient", sent.recipient());
        } else {
            head.attribute("from", sent.to())
                    .attribute("participant", addressing(sent).of(from));
        }
        head.attribute("category", sent.stanza().attributes().text("category"));
        var stanza = written(head, sent);
        return exchange.accounts().device(asked.get()).stream()
                .filter(device -> device != from)
                .filter(device -> !exchange.consent().blocks(device.account(), from.account()))
                .map(device -> new Routes.Copy(device, stanza))
                .toList();
    }

    private Node written(NodeBuilder head, SentReceipt sent) {
        return identified(head, sent).children(sent.stanza().children()).build();
    }

    private NodeBuilder identified(NodeBuilder head, SentReceipt sent) {
        return head.attribute("id", sent.id())
                .attribute("type", sent.stanza().attributes().text("type"))
                .attribute("t", time(sent));
    }

    private String time(SentReceipt sent) {
        return sent.stanza()
                .attributes()
                .text("t")
                .orElseGet(() -> Long.toString(exchange.clock().seconds()));
    }
}
