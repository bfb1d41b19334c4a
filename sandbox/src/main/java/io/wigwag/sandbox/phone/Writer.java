package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.proto.e2e.DeviceSentMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.SenderKeyDistributionMessage;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.message.Acceptance;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// How a phone sends: it encrypts for each device that a message is for, as every client does, and hands the stanza to
/// where those of clients arrive, too.
final class Writer {
    private final Exchange exchange;
    private final Traffic traffic;
    private final Device phone;
    private final DeviceZero voice;
    private final SenderKeys senderKeys;
    private final Passes passes;
    private final LidMigration migration;

    Writer(
            Exchange exchange,
            Traffic traffic,
            Device phone,
            DeviceZero voice,
            SenderKeys senderKeys,
            Passes passes,
            LidMigration migration) {
        this.exchange = exchange;
        this.traffic = traffic;
        this.phone = phone;
        this.voice = voice;
        this.senderKeys = senderKeys;
        this.passes = passes;
        this.migration = migration;
    }

    Sent send(Draft draft) throws SignalFailure, MalformedNode {
        var chat = migration.chat(phone.account(), Recipients.of(exchange.accounts(), draft));
        var id = draft.id().orElseGet(voice::newId);
        var stanza = stanza(id, chat, draft);
        var acceptance = traffic.messages().send(phone, stanza);
        other(chat).ifPresent(partner -> passes.wrote(phone.account(), partner));
        migration.wrote(phone.account(), chat);
        return new Sent(
                id,
                chat,
                exchange.clock().instant(),
                draft.message(),
                acceptance.error(),
                copies(acceptance, Addressing.of(chat)));
    }

    private static List<Sent.Copy> copies(Acceptance acceptance, Addressing addressing) {
        return acceptance.reached().stream()
                .map(reached -> new Sent.Copy(
                        addressing.of(reached.device()),
                        reached.fate() == Acceptance.Fate.DELIVERED ? Sent.Fate.DELIVERED : Sent.Fate.QUEUED))
                .toList();
    }

    private Node stanza(String id, Jid chat, Draft draft) throws SignalFailure {
        if (chat.isGroup()) {
            var group = traffic.groups().find(chat);
            if (group.isPresent()) {
                return draft.device().isPresent() ? direct(id, chat, draft) : inGroup(id, group.get(), draft);
            }
        }
        return chat.isStatus() ? status(id, draft) : direct(id, chat, draft);
    }

    private Node direct(String id, Jid chat, Draft draft) throws SignalFailure {
        var shape = Shape.of(draft.message());
        var addressing = Addressing.of(chat);
        var list = new ArrayList<Node>();
        for (var device : audience(chat, draft.device())) {
            var message = device.account() == phone.account() ? deviceSent(chat, draft.message()) : draft.message();
            list.add(to(addressing.of(device), enc(encrypt(device, message, draft.corruption()), shape)));
        }
        var stanza = head(id, chat, shape);
        if (!list.isEmpty()) {
            stanza.child(Node.tag("participants").children(list));
        }
        pass(chat).ifPresent(stanza::child);
        return stanza.build();
    }

    private Optional<Node> pass(Jid chat) {
        return other(chat).flatMap(partner -> passes.forMessage(phone.account(), partner));
    }

    /// The person at the other end of a chat.
    private Optional<Account> other(Jid chat) {
        return exchange.accounts().find(chat).filter(account -> account != phone.account());
    }

    /// The devices of both ends of a chat, without the phone itself.
    private List<Device> audience(Jid chat, OptionalInt only) {
        var devices = new ArrayList<Device>();
        var partner = exchange.accounts().find(chat);
        other(chat).ifPresent(account -> devices.addAll(account.devices()));
        if (only.isPresent()) {
            devices.addAll(partner.filter(account -> account == phone.account())
                    .map(Account::devices)
                    .orElse(List.of()));
            devices.removeIf(device -> device.number() != only.getAsInt());
        } else {
            devices.addAll(phone.account().companions());
        }
        devices.remove(phone);
        return devices;
    }

    private Node inGroup(String id, Group group, Draft draft) throws SignalFailure {
        var audience = new LinkedHashSet<Device>();
        group.members().forEach(member -> audience.addAll(member.devices()));
        audience.remove(phone);
        var everybody = new ArrayList<>(audience);
        everybody.add(phone);
        var addressing = group.addressing();
        var shape = Shape.of(draft.message());
        var stanza = head(id, group.jid(), shape)
                .attribute("addressing_mode", addressing.text())
                .attribute(
                        "phash",
                        ParticipantHash.of(
                                everybody.stream().map(addressing::of).toList()));
        return underSenderKey(stanza, group.jid(), audience, addressing, draft);
    }

    /// A status post, for all whom the account has met.
    private Node status(String id, Draft draft) throws SignalFailure {
        var audience = new LinkedHashSet<Device>();
        for (var person : exchange.acquaintances().whoKnow(phone.account())) {
            audience.addAll(person.devices());
        }
        audience.addAll(phone.account().companions());
        var stanza = head(id, Jid.STATUS, Shape.of(draft.message()));
        return underSenderKey(stanza, Jid.STATUS, audience, Addressing.LID, draft);
    }

    private Node underSenderKey(NodeBuilder stanza, Jid chat, Set<Device> audience, Addressing addressing, Draft draft)
            throws SignalFailure {
        var sealed = senderKeys.seal(chat, audience, voice.pad(draft.message()));
        var list = new ArrayList<Node>();
        var isStatus = chat.isStatus();
        for (var device : audience) {
            if (sealed.newcomers().contains(device)) {
                var distribution = distribution(chat, sealed.distribution());
                var encrypted = voice.sessions().encrypt(device, voice.pad(distribution.build()));
                list.add(to(addressing.of(device), enc(encrypted, Shape.of(Message.getDefaultInstance()))));
            } else if (isStatus) {
                list.add(Node.tag("to").attribute("jid", addressing.of(device)).build());
            }
        }
        if (!list.isEmpty()) {
            stanza.child(Node.tag("participants").children(list));
        }
        var message = draft.corruption()
                .map(how -> how.apply(sealed.message(), exchange.random()))
                .orElse(sealed.message());
        return stanza.child(enc(message, Shape.of(draft.message()))).build();
    }

    static Message.Builder distribution(Jid group, Octets key) {
        return Message.newBuilder()
                .setSenderKeyDistributionMessage(SenderKeyDistributionMessage.newBuilder()
                        .setGroupId(group.toString())
                        .setAxolotlSenderKeyDistributionMessage(ByteString.copyFrom(key.asBuffer())));
    }

    /// A message once more, for the one device that could not read it.
    void sendAgain(Sent sent, Device asker, int count) throws SignalFailure, MalformedNode {
        var chat = sent.chat();
        var shape = Shape.of(sent.message());
        var own = asker.account() == phone.account();
        var stanza = Node.tag("message").attribute("id", sent.id()).attribute("type", shape.type());
        stanza.attribute("edit", shape.edit());
        var message = sent.message();
        if (chat.isGroup() || chat.isStatus()) {
            message = message.toBuilder()
                    .mergeFrom(distribution(chat, senderKeys.distribution(chat)).build())
                    .build();
            var addressing = traffic.groups().find(chat).map(Group::addressing).orElse(Addressing.LID);
            stanza.attribute("to", chat).attribute("participant", addressing.of(asker));
        } else {
            var addressing = Addressing.of(chat);
            stanza.attribute("to", addressing.of(asker)).attribute("device_fanout", "false");
            if (own) {
                stanza.attribute("recipient", chat);
                message = deviceSent(chat, message);
            } else {
                pass(chat).ifPresent(stanza::child);
            }
        }
        var encrypted = voice.sessions().encrypt(asker, voice.pad(message));
        var enc = enc(encrypted, shape).toBuilder().set("count", Integer.toString(count));
        var _ = traffic.messages().send(phone, stanza.child(enc).build());
    }

    private Encrypted encrypt(Device device, Message message, Optional<Corruption> corruption) throws SignalFailure {
        var encrypted = voice.sessions().encrypt(device, voice.pad(message));
        return corruption.map(how -> how.apply(encrypted, exchange.random())).orElse(encrypted);
    }

    private static Message deviceSent(Jid chat, Message message) {
        var copy = Message.newBuilder()
                .setDeviceSentMessage(DeviceSentMessage.newBuilder()
                        .setDestinationJid(chat.bare().toString())
                        .setMessage(message));
        if (message.hasMessageContextInfo()) {
            copy.setMessageContextInfo(message.getMessageContextInfo());
        }
        return copy.build();
    }

    private static NodeBuilder head(String id, Jid to, Shape shape) {
        var head = Node.tag("message")
                .attribute("to", to)
                .attribute("id", id)
                .attribute("type", shape.type())
                .attribute("edit", shape.edit());
        shape.meta().ifPresent(head::child);
        return head;
    }

    private static Node to(Jid device, Node enc) {
        return Node.tag("to").attribute("jid", device).child(enc).build();
    }

    private static Node enc(Encrypted encrypted, Shape shape) {
        return Node.tag("enc")
                .attribute("v", "2")
                .attribute("type", encrypted.type().wireName())
                .attribute("mediatype", shape.mediaType())
                .attribute("decrypt-fail", shape.hidden() ? Optional.of("hide") : Optional.empty())
                .bytes(encrypted.ciphertext())
                .build();
    }
}
