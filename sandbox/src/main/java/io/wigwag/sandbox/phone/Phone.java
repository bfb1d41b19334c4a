package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A phone that is a device of its account: it encrypts and decrypts for real, and says nothing of its own accord but
/// what it was told to. Of the world's thread.
final class Phone {
    private static final int REMEMBERED = 10_000;

    private final Exchange exchange;
    private final Traffic traffic;
    private final Device device;
    private DeviceZero voice;
    private Reader reader;
    private Writer writer;
    private final Inbox inbox = new Inbox();
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Map<String, Integer> retriesAsked = new LinkedHashMap<>();
    private final Passes passes;
    private final Archive archive;
    private final Set<String> autoReplies;
    private final List<SeenReceipt> receipts = new ArrayList<>();
    private final List<Node> heard = new ArrayList<>();
    private Manners manners = Manners.SILENT;

    /// @param autoReplies the ids of all replies that no phone replies to in turn
    Phone(
            Exchange exchange,
            Traffic traffic,
            Device device,
            DeviceZero voice,
            Passes passes,
            Archive archive,
            Set<String> autoReplies) {
        this.exchange = exchange;
        this.traffic = traffic;
        this.device = device;
        this.voice = voice;
        this.passes = passes;
        this.archive = archive;
        this.autoReplies = autoReplies;
        var senderKeys = voice.senderKeys();
        reader = new Reader(exchange.accounts(), voice.sessions(), senderKeys);
        writer = new Writer(exchange, traffic, device, voice, senderKeys, passes);
    }

    /// From now on it speaks with another identity; what it was given under the old one is gone.
    void speakAs(DeviceZero next) {
        voice = next;
        var senderKeys = voice.senderKeys();
        reader = new Reader(exchange.accounts(), voice.sessions(), senderKeys);
        writer = new Writer(exchange, traffic, device, voice, senderKeys, passes);
    }

    Account account() {
        return device.account();
    }

    /// What its owner does beside writing.
    Gestures gestures() {
        return new Gestures(exchange, traffic, device, voice, passes);
    }

    GroupOrders groups() {
        return new GroupOrders(exchange, traffic, device);
    }

    Inbox inbox() {
        return inbox;
    }

    void manners(Manners next) {
        manners = next;
    }

    Manners manners() {
        return manners;
    }

    /// The receipts for messages of the account.
    List<SeenReceipt> receipts() {
        return List.copyOf(receipts);
    }

    /// What else it was told, as it came: notifications, calls, chat states, presence.
    List<Node> heard() {
        return List.copyOf(heard);
    }

    Sent send(Draft draft) throws SignalFailure, MalformedNode {
        var message = writer.send(draft);
        remember(message);
        archive.add(account(), message.chat().bare(), message.remembered());
        return message;
    }

    private void remember(Sent message) {
        if (sent.size() >= REMEMBERED) {
            sent.remove(sent.keySet().iterator().next());
        }
        sent.put(message.id(), message);
    }

    Optional<Sent> sent(String id) {
        return Optional.ofNullable(sent.get(id));
    }

    void receive(Kind kind, Node stanza) {
        try {
            switch (kind) {
                case MESSAGE -> message(stanza);
                case RECEIPT -> receipt(stanza);
                case NOTIFICATION, CALL, CHATSTATE -> told(stanza);
            }
        } catch (MalformedNode malformed) {
            failed("what can't be understood: " + malformed.getMessage());
        } catch (SignalFailure failure) {
            failed(failure.toString());
        }
    }

    void told(Node stanza) {
        if (heard.size() >= REMEMBERED) {
            heard.removeFirst();
        }
        heard.add(stanza);
    }

    private void failed(String reason) {
        exchange.events().add("phone.failed", "account", account(), "reason", reason);
    }

    private void message(Node stanza) throws MalformedNode, SignalFailure {
        var envelope = reader.envelope(stanza);
        try {
            var content = reader.read(envelope, stanza);
            if (content.isPresent()) {
                var own = envelope.sender().account() == account();
                var message = new Received(
                        inbox.nextNumber(),
                        envelope.id(),
                        envelope.chat(),
                        envelope.from(),
                        own,
                        exchange.clock().instant(),
                        stanza.attributes().text("type").orElse(""),
                        content.get(),
                        List.of());
                inbox.add(message);
                archive.add(account(), message.chat(), message.remembered());
                exchange.events()
                        .add("phone.received", "account", account(), "id", message.id(), "chat", message.chat());
                behave(message);
            }
        } catch (UnreadableMessage unreadable) {
            exchange.events()
                    .add(
                            "phone.unreadable",
                            "account",
                            account(),
                            "id",
                            envelope.id(),
                            "reason",
                            String.valueOf(unreadable.getMessage()));
            if (manners.retries()) {
                askAgain(envelope, stanza, unreadable);
            }
        }
    }

    private void behave(Received message) throws MalformedNode, SignalFailure {
        if (message.own()) {
            return;
        }
        switch (manners.receipts()) {
            case NONE -> {}
            case DELIVERY -> receipt(message, "");
            case READ -> {
                receipt(message, "");
                receipt(message, "read");
            }
        }
        var text = message.text();
        if (manners.reply().isPresent() && text.isPresent() && !autoReplies.contains(message.id())) {
            var id = voice.newId();
            autoReplies.add(id);
            var words = manners.reply().get().replace("{text}", text.get()).replace("{id}", message.id());
            var _ = send(
                    Draft.of(message.chat().toString(), Contents.text(words)).as(id));
        }
    }

    /// Tells the author of a message that it was delivered (an empty type), read, played.
    void receipt(Received message, String type) throws MalformedNode {
        var receipt = Node.tag("receipt")
                .attribute("id", message.id())
                .attribute("to", inChat(message.chat()) ? message.chat() : message.from())
                .attribute("type", type.isEmpty() ? Optional.empty() : Optional.of(type))
                .attribute("participant", inChat(message.chat()) ? Optional.of(message.from()) : Optional.empty());
        traffic.receipts().send(device, receipt.build());
        inbox.change(message.id(), known -> known.with(type.isEmpty() ? "delivery" : type));
    }

    private static boolean inChat(Jid chat) {
        return chat.isGroup() || chat.isBroadcast();
    }

    private void askAgain(Reader.Envelope envelope, Node stanza, UnreadableMessage unreadable) throws MalformedNode {
        var asked = retriesAsked.merge(envelope.sender() + " " + envelope.id(), 1, Integer::sum);
        if (asked > Retries.MOST) {
            return;
        }
        var attributes = stanza.attributes();
        var receipt = Node.tag("receipt")
                .attribute("id", envelope.id())
                .attribute("to", attributes.requireJid("from"))
                .attribute("type", "retry")
                .attribute("participant", attributes.jid("participant"))
                .attribute("recipient", attributes.jid("recipient"));
        for (var child : Retries.content(voice, stanza, asked, unreadable.reason())) {
            receipt.child(child);
        }
        traffic.receipts().send(device, receipt.build());
    }

    private void receipt(Node stanza) throws MalformedNode, SignalFailure {
        var attributes = stanza.attributes();
        var by = attributes.jid("participant").orElse(attributes.requireJid("from"));
        var type = attributes.text("type").orElse("");
        var ids = new LinkedHashSet<String>();
        ids.add(attributes.requireText("id"));
        for (var list : stanza.children("list")) {
            list.children("item").forEach(item -> item.attributes().text("id").ifPresent(ids::add));
        }
        ids.forEach(id -> receipts.add(new SeenReceipt(
                id, by, type.isEmpty() ? "delivery" : type, exchange.clock().instant())));
        if (type.equals("retry")) {
            sendAgain(stanza, by);
        }
    }

    private void sendAgain(Node receipt, Jid by) throws MalformedNode, SignalFailure {
        var message = sent(receipt.attributes().requireText("id"));
        var asker = exchange.accounts().device(by);
        var count = Retries.count(receipt);
        if (message.isEmpty() || asker.isEmpty() || count > Retries.MOST) {
            failed("a message that can't be sent again: " + receipt.attributes().requireText("id"));
            return;
        }
        Retries.renew(voice.sessions(), asker.get(), receipt);
        writer.sendAgain(message.get(), asker.get(), count);
    }
}
