package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The devices of an account as others are told of them, with what the account signs about them.
final class DeviceLists {
    /// A list that is signed already, of the state at a time: signing is slow, and asked for in every message.
    private record Signed(Instant state, Octets list) {}

    private final Map<Account, Signed> signed = new LinkedHashMap<>();

    /// The whole list, for who asks by an address of either kind.
    Node of(Account account, Jid asked) {
        var base = asked.isLid() ? account.lid() : account.pn();
        var list = Node.tag("device-list").attribute("hash", hash(account.devices(), base));
        for (var device : account.devices()) {
            list.child(device(device));
        }
        var devices = Node.tag("devices").child(list);
        if (account.devices().stream().anyMatch(device -> device.number() != 0)) {
            devices.child(Node.tag("key-index-list")
                    .attribute("ts", account.listChangedAt().getEpochSecond())
                    .bytes(signedList(account)));
        }
        return devices.build();
    }

    private static Node device(Device device) {
        var node = Node.tag("device").attribute("id", device.number());
        if (device.number() != 0) {
            node.attribute("key-index", device.keyIndex());
        }
        return node.build();
    }

    /// Names a list of devices by the addresses of one kind.
    static String hash(Collection<Device> devices, Jid base) {
        return ParticipantHash.of(
                devices.stream().map(device -> base.withDevice(device.number())).toList());
    }

    Octets signedList(Account account) {
        var known = signed.get(account);
        if (known == null || !known.state.equals(account.listChangedAt())) {
            known = new Signed(account.listChangedAt(), account.signedKeyIndexList());
            signed.put(account, known);
        }
        return known.list;
    }

    void forget(Account account) {
        signed.remove(account);
    }

    void clear() {
        signed.clear();
    }
}
