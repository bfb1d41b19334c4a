package io.wigwag.sandbox.message;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which devices watch whom, found from either side.
final class Subscriptions {
    /// One device's wish to hear of one person.
    ///
    /// @param address by which the device asked, and is told
    /// @param stanza with what it asked
    record Subscription(Device watcher, Account watched, Jid address, Node stanza) {}

    private final Map<Device, Map<Jid, Subscription>> byWatcher = new LinkedHashMap<>();
    private final Map<Account, Map<Key, Subscription>> byWatched = new LinkedHashMap<>();

    private record Key(Device watcher, Jid address) {}

    void add(Subscription subscription) {
        byWatcher
                .computeIfAbsent(subscription.watcher(), _ -> new LinkedHashMap<>())
                .put(subscription.address(), subscription);
        byWatched
                .computeIfAbsent(subscription.watched(), _ -> new LinkedHashMap<>())
                .put(new Key(subscription.watcher(), subscription.address()), subscription);
    }

    void remove(Device watcher, Jid address) {
        var all = byWatcher.getOrDefault(watcher, Map.of());
        if (all.containsKey(address)) {
            drop(all.remove(address));
        }
    }

    private void drop(Subscription subscription) {
        var watchers = byWatched.getOrDefault(subscription.watched(), Map.of());
        watchers.remove(new Key(subscription.watcher(), subscription.address()));
        if (watchers.isEmpty()) {
            byWatched.remove(subscription.watched());
        }
    }

    void forget(Device watcher) {
        of(watcher).forEach(this::drop);
        byWatcher.remove(watcher);
    }

    /// What a device watches.
    List<Subscription> of(Device watcher) {
        return List.copyOf(byWatcher.getOrDefault(watcher, Map.of()).values());
    }

    /// Those who watch a person, the first ones first.
    List<Subscription> to(Account watched) {
        return List.copyOf(byWatched.getOrDefault(watched, Map.of()).values());
    }

    void clear() {
        byWatcher.clear();
        byWatched.clear();
    }
}
