package io.wigwag.sandbox.keys;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Device;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Gives a device's keys to those who want to write to it: each one-time key to one of them, the lowest first.
final class KeyFetch {
    private final Exchange exchange;
    private final Keys keys;

    KeyFetch(Exchange exchange, Keys keys) {
        this.exchange = exchange;
        this.keys = keys;
    }

    void enter(StanzaTable table) {
        table.query("encrypt", "get", "key", this::byUser);
        table.query("encrypt", "get", "key_fetch", this::byDevice);
        table.query("encrypt", "get", "identity", this::identities);
    }

    /// Every address is a device's own: `<key><user jid/>...</key>`.
    private Answer byUser(Connection from, Node iq) throws IqRefused, MalformedNode {
        var asker = from.requireLogin().account();
        var given = new LinkedHashSet<Device>();
        var users = new ArrayList<Node>();
        for (var asked : users(iq.requireChild("key"))) {
            var address = asked.attributes().requireJid("jid");
            var user = Node.tag("user").attribute("jid", address);
            var device = device(address);
            if (device.isPresent()) {
                exchange.acquaintances().learnt(asker, device.get().account());
                user.attribute("t", exchange.clock().seconds()).children(bundle(device.get(), given));
            } else {
                user.child(notFound());
            }
            users.add(user.build());
        }
        return answer(users, given);
    }

    /// Every user with a list of devices: `<key_fetch><user jid><device id>...</user>...</key_fetch>`.
    private Answer byDevice(Connection from, Node iq) throws IqRefused, MalformedNode {
        var asker = from.requireLogin().account();
        var given = new LinkedHashSet<Device>();
        var users = new ArrayList<Node>();
        for (var asked : users(iq.requireChild("key_fetch"))) {
            var address = asked.attributes().requireJid("jid");
            var devices = new ArrayList<Node>();
            for (var wanted : asked.children("device")) {
                var number = deviceNumber(wanted);
                exchange.accounts()
                        .find(address)
                        .flatMap(account -> account.device(number))
                        .ifPresent(device -> devices.add(Node.tag("device")
                                .attribute("id", number)
                                .children(bundle(device, given))
                                .build()));
            }
            exchange.accounts()
                    .find(address)
                    .ifPresent(account -> exchange.acquaintances().learnt(asker, account));
            var user = Node.tag("user").attribute("jid", address);
            users.add(
                    devices.isEmpty()
                            ? user.child(notFound()).build()
                            : user.children(devices).build());
        }
        return answer(users, given);
    }

    private static int deviceNumber(Node device) throws MalformedNode {
        var number = device.attributes().requireNumber("id");
        if (number < 0 || number > Character.MAX_VALUE) {
            throw new MalformedNode("device: id " + number + " (expected: 0.." + (int) Character.MAX_VALUE + ")");
        }
        return (int) number;
    }

    private Answer identities(Connection from, Node iq) throws IqRefused, MalformedNode {
        from.requireLogin();
        var users = new ArrayList<Node>();
        for (var asked : users(iq.requireChild("identity"))) {
            var address = asked.attributes().requireJid("jid");
            var user = Node.tag("user").attribute("jid", address);
            var device = device(address);
            if (device.isPresent()) {
                user.children(KeyNodes.head(device.get()));
            } else {
                user.child(notFound());
            }
            users.add(user.build());
        }
        return answer(users, Set.of());
    }

    private static List<Node> users(Node list) throws MalformedNode {
        var users = list.children("user");
        if (users.isEmpty()) {
            throw new MalformedNode(list.tag() + ": no user asked for");
        }
        return users;
    }

    private Optional<Device> device(Jid address) {
        return exchange.accounts().device(address);
    }

    private List<Node> bundle(Device device, Set<Device> given) {
        var bundle = KeyNodes.head(device);
        device.preKeys().take().ifPresent(key -> bundle.add(KeyNodes.key(key)));
        bundle.add(KeyNodes.key(device.preKeys().signed()));
        device.advIdentity()
                .ifPresent(identity ->
                        bundle.add(Node.tag("device-identity").bytes(identity).build()));
        given.add(device);
        return bundle;
    }

    /// Their owners hear behind the answer how few are left.
    private Answer answer(List<Node> users, Set<Device> given) {
        return Answer.of(Node.tag("list").children(users).build()).then(() -> given.forEach(keys::keyTaken));
    }

    private static Node notFound() {
        return Node.tag("error")
                .attribute("code", "404")
                .attribute("text", "item-not-found")
                .build();
    }
}
