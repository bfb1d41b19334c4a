package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.Optional;

/// Tells people when the devices of somebody they know change, and an account's own companions, too.
final class DeviceNews implements Feature {
    private final Exchange exchange;

    DeviceNews(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void enter(StanzaTable table) {
        // It only speaks.
    }

    @Override
    public void deviceAdded(Device device) {
        var account = device.account();
        tell(device, "add", keyIndexList(account).bytes(account.signedKeyIndexList()));
    }

    @Override
    public void deviceRemoved(Device device) {
        tell(device, "remove", keyIndexList(device.account()));
    }

    private static NodeBuilder keyIndexList(Account account) {
        return Node.tag("key-index-list")
                .attribute("ts", account.listChangedAt().getEpochSecond());
    }

    private void tell(Device device, String change, NodeBuilder keyIndexes) {
        var account = device.account();
        var news = Node.tag(change)
                .attribute("device_hash", hash(account))
                .attribute(
                        "device_lid_hash",
                        ParticipantHash.of(
                                account.devices().stream().map(Device::lid).toList()))
                .child(Node.tag("device")
                        .attribute("jid", device.pn())
                        .attribute("lid", device.lid())
                        .attribute("key-index", device.keyIndex()))
                .child(keyIndexes)
                .build();
        for (var person : exchange.acquaintances().whoKnow(account)) {
            exchange.delivery()
                    .deliver(
                            person,
                            Optional.empty(),
                            Kind.NOTIFICATION,
                            Stanzas.notification(
                                            "devices",
                                            account.pn(),
                                            exchange.nextId(),
                                            exchange.clock().seconds())
                                    .attribute("lid", account.lid())
                                    .child(news)
                                    .build());
        }
        tellOwn(device);
    }

    private void tellOwn(Device changed) {
        var account = changed.account();
        var list = Node.tag("devices").attribute("dhash", hash(account));
        for (var device : account.devices()) {
            var entry = Node.tag("device").attribute("jid", device.pn());
            if (!device.isPhone()) {
                entry.attribute("key-index", device.keyIndex());
            }
            list.child(entry);
        }
        var devices = list.build();
        for (var companion : account.companions()) {
            if (companion != changed) {
                exchange.delivery()
                        .deliver(
                                companion,
                                Kind.NOTIFICATION,
                                Stanzas.notification(
                                                "account_sync",
                                                account.pn(),
                                                exchange.nextId(),
                                                exchange.clock().seconds())
                                        .child(devices)
                                        .build());
            }
        }
    }

    private static String hash(Account account) {
        return ParticipantHash.of(account.devices().stream().map(Device::pn).toList());
    }

    @Override
    public void accountRemoved(Account account) {
        exchange.acquaintances().forget(account);
    }

    @Override
    public void reset() {
        exchange.acquaintances().clear();
    }
}
