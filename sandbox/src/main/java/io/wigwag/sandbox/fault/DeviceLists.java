package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which devices accounts had at a time, for lists that are out of date: whole, and signed as they were then.
final class DeviceLists implements Feature {
    private record Former(Device device, Instant removedAt) {}

    private final Exchange exchange;
    private final Map<Account, List<Former>> former = new HashMap<>();

    DeviceLists(Exchange exchange) {
        this.exchange = exchange;
        exchange.add(this);
    }

    @Override
    public void enter(StanzaTable table) {
        // It answers nothing itself: it changes answers.
    }

    @Override
    public void deviceRemoved(Device device) {
        former.computeIfAbsent(device.account(), _ -> new ArrayList<>())
                .add(new Former(device, exchange.clock().instant()));
    }

    @Override
    public void accountRemoved(Account account) {
        former.remove(account);
    }

    @Override
    public void reset() {
        former.clear();
    }

    /// An answer about devices as it would have been some time ago.
    Node asOf(Duration age, Node stanza) {
        if (stanza.child("usync").isEmpty()) {
            return stanza;
        }
        var then = exchange.clock().instant().minus(age);
        return Lies.everywhere(stanza, node -> node.is("user") ? user(node, then) : node);
    }

    private Node user(Node user, Instant then) {
        try {
            var account = user.attributes().jid("jid").flatMap(exchange.accounts()::find);
            return account.isEmpty()
                    ? user
                    : Lies.replaceChildren(
                            user, child -> child.is("devices") ? devices(child, account.get(), then) : child);
        } catch (MalformedNode noAddress) {
            return user;
        }
    }

    private Node devices(Node devices, Account account, Instant then) {
        var listed = new ArrayList<Device>();
        account.devices().stream()
                .filter(device -> !device.linkedAt().isAfter(then))
                .forEach(listed::add);
        former.getOrDefault(account, List.of()).stream()
                .filter(gone -> gone.removedAt().isAfter(then)
                        && !gone.device().linkedAt().isAfter(then))
                .map(Former::device)
                .forEach(listed::add);
        listed.sort(Comparator.comparingInt(Device::number));
        return Lies.replaceChildren(devices, child -> switch (child.tag()) {
            case "device-list" -> list(child, listed);
            case "key-index-list" -> signed(child, account, listed, then);
            default -> child;
        });
    }

    private static Node list(Node list, List<Device> devices) {
        return list.toBuilder()
                .clear()
                .children(devices.stream()
                        .map(device -> {
                            var entry = Node.tag("device").attribute("id", device.number());
                            if (device.keyIndex() > 0) {
                                entry.attribute("key-index", device.keyIndex());
                            }
                            return entry.build();
                        })
                        .toList())
                .build();
    }

    private static Node signed(Node list, Account account, List<Device> devices, Instant then) {
        var indexes = new ArrayList<Integer>();
        indexes.add(0);
        devices.stream().map(Device::keyIndex).filter(index -> index > 0).forEach(indexes::add);
        return list.toBuilder()
                .set("ts", Long.toString(then.getEpochSecond()))
                .clear()
                .bytes(account.persona().signList(indexes, Collections.max(indexes), then))
                .build();
    }
}
