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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A phone that is a device of its account: it encrypts and decrypts for real, and says nothing of its own accord but
/// what it was told to. Of the world's thread.
final class Phone {
    private final Exchange exchange;
    private final Traffic traffic;
    private final Device device;
    private DeviceZero voice;
    private Reader reader;
    private Writer writer;
    private final LidMigration migration;
    private final PhoneMemory memory;
    private final Passes passes;
    private final Archive archive;
    private final Set<String> autoReplies;

    /// @param autoReplies the ids of all replies that no phone replies to in turn
    Phone(
            Exchange exchange,
            Traffic traffic,
            Device device,
            DeviceZero voice,
            Passes passes,
            LidMigration migration,
            PhoneMemory memory,
            Archive archive,
            Set<String> autoReplies) {
        this.exchange = exchange;
        this.traffic = traffic;
        this.device = device;
        this.voice = voice;
        this.passes = passes;
        this.migration = migration;
        this.memory = memory;
        this.archive = archive;
        this.autoReplies = autoReplies;
        var senderKeys = voice.senderKeys();
        reader = new Reader(exchange.accounts(), voice.sessions(), senderKeys);
        writer = new Writer(exchange, traffic, device, voice, senderKeys, passes, migration);
    }

    /// From now on it speaks with another identity; what it was given under the old one is gone.
    void speakAs(DeviceZero next) {
        voice = next;
        var senderKeys = voice.senderKeys();
        reader = new Reader(exchange.accounts(), voice.sessions(), senderKeys);
        writer = new Writer(exchange, traffic, device, voice, senderKeys, passes, migration);
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

    /// What it knows of its past.
    PhoneMemory memory() {
        return memory;
    }

    Sent send(Draft draft) throws SignalFailure, MalformedNode {
        return send(draft, false);
    }

    private Sent send(Draft draft, boolean automatic) throws SignalFailure, MalformedNode {
        var message = writer.send(draft);
        memory.wrote(message, automatic);
        archive.add(account(), message.chat().bare(), message.remembered());
        return message;
    }

    /// Reads what has come.
    void read(Kind kind, Node stanza) {
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
        var _ = memory.heard().add(stanza);
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
                        memory.inbox().nextNumber(),
                        envelope.id(),
                        envelope.chat(),
                        envelope.from(),
                        own,
                        exchange.clock().instant(),
                        stanza.attributes().text("type").orElse(""),
                        content.get(),
                        List.of());
                memory.inbox().add(message);
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
            if (memory.manners().retries()) {
                askAgain(envelope, stanza, unreadable);
            }
        }
    }

    private void behave(Received message) throws MalformedNode, SignalFailure {
        if (message.own()) {
            return;
        }
        switch (memory.manners().receipts()) {
            case NONE -> {}
            case DELIVERY -> receipt(message, "");
            case READ -> {
                receipt(message, "");
                receipt(message, "read");
            }
        }
        var text = message.text();
        var reply = memory.manners().reply();
        if (reply.isPresent() && text.isPresent() && !autoReplies.contains(message.id())) {
            var id = voice.newId();
            autoReplies.add(id);
            var words = reply.get().replace("{text}", text.get()).replace("{id}", message.id());
            var draft =
                    Draft.of(message.chat().toString(), Contents.text(words)).as(id);
            var _ = send(draft, true);
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
        memory.inbox().change(message.id(), known -> known.with(type.isEmpty() ? "delivery" : type));
    }

    private static boolean inChat(Jid chat) {
        return chat.isGroup() || chat.isBroadcast();
    }

    private void askAgain(Reader.Envelope envelope, Node stanza, UnreadableMessage unreadable) throws MalformedNode {
        var asked = memory.ask(envelope.sender(), envelope.id());
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
        memory.saw(stanza, exchange.clock().instant());
        if (attributes.is("type", "retry")) {
            sendAgain(stanza, attributes.jid("participant").orElse(attributes.requireJid("from")));
        }
    }

    private void sendAgain(Node receipt, Jid by) throws MalformedNode, SignalFailure {
        var message = memory.wrote(receipt.attributes().requireText("id"));
        var asker = exchange.accounts().device(by);
        var count = Retries.count(receipt);
        if (message.isEmpty() || asker.isEmpty() || count > Retries.MOST) {
            failed("a message that can't be sent again: " + receipt.attributes().requireText("id"));
            return;
        }
        Retries.renew(voice.sessions(), asker.get(), receipt);
        writer.sendAgain(message.get().message(), asker.get(), count);
    }
}
