package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.message.Subscriptions.Subscription;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PartChanges;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who is available, and who wants to know. A person is available while one device of theirs is; what a connection has
/// said or asked for ends with it.
public final class Presences implements Feature {
    private final Exchange exchange;
    private final Map<Account, Set<Device>> available = new LinkedHashMap<>();
    private final Map<Account, Instant> lastSeen = new LinkedHashMap<>();
    private final Subscriptions subscriptions = new Subscriptions();
    private PartChanges changes = PartChanges.UNKEPT;

    public Presences(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void enter(StanzaTable table) {
        table.statement("presence", this::take);
    }

    private void take(Connection connection, Node presence) throws MalformedNode {
        // Some clients say a bare one before they are linked.
        if (connection.device().isPresent()) {
            send(connection.requireDevice(), presence);
        }
    }

    /// Takes a presence stanza of a device of the world. One without a type says nothing but a name, if even that.
    public void send(Device from, Node presence) throws MalformedNode {
        presence.attributes().text("name").ifPresent(name -> rename(from.account(), name));
        switch (presence.attributes().text("type").orElse("")) {
            case "available" -> available(from, true);
            case "unavailable" -> available(from, false);
            case "subscribe" -> subscribe(from, presence);
            case "unsubscribe" ->
                subscriptions.remove(
                        from, presence.attributes().requireJid("to").bare());
            case "" -> {}
            case String other -> throw new MalformedNode("presence: type " + other);
        }
    }

    private void rename(Account account, String name) {
        if (!name.isEmpty() && !name.equals(account.pushName())) {
            account.rename(name);
            exchange.events().add("account.renamed", "account", account, "pushName", name);
        }
    }

    public boolean isAvailable(Account account) {
        return available.containsKey(account);
    }

    public boolean isAvailable(Device device) {
        return available.getOrDefault(device.account(), Set.of()).contains(device);
    }

    public Optional<Instant> lastSeen(Account account) {
        return Optional.ofNullable(lastSeen.get(account));
    }

    /// Whom a device watches, by the addresses that it asked for.
    public List<Jid> subscriptions(Device watcher) {
        return subscriptions.of(watcher).stream().map(Subscription::address).toList();
    }

    /// A device is there, or no longer.
    public void available(Device device, boolean isThere) {
        var account = device.account();
        var before = isAvailable(account);
        if (isThere) {
            available.computeIfAbsent(account, _ -> new LinkedHashSet<>()).add(device);
        } else if (isAvailable(device)) {
            leave(device);
        }
        if (isAvailable(account) != before) {
            exchange.events().add("presence.changed", "account", account, "available", !before);
            tellWatchers(account);
        }
    }

    private void leave(Device device) {
        available.computeIfPresent(device.account(), (_, there) -> {
            there.remove(device);
            return there.isEmpty() ? null : there;
        });
        seen(device.account(), exchange.clock().instant());
    }

    /// Somebody was there until a time.
    void seen(Account account, Instant until) {
        lastSeen.put(account, until);
        changes.changed(account);
    }

    /// What of it outlives the process.
    public void keptIn(Ledger ledger) {
        changes = new LastSeenSection(exchange.accounts(), this).keptIn(ledger);
    }

    private void tellWatchers(Account account) {
        subscriptions.to(account).forEach(this::tell);
    }

    private void subscribe(Device watcher, Node presence) throws MalformedNode {
        var address = presence.attributes().requireJid("to").bare();
        exchange.accounts().find(address).ifPresent(account -> {
            var subscription = new Subscription(watcher, account, address, presence);
            subscriptions.add(subscription);
            exchange.acquaintances().learnt(watcher.account(), account);
            tell(subscription);
        });
    }

    private void tell(Subscription subscription) {
        var watcher = subscription.watcher();
        var account = subscription.watched();
        var consent = exchange.consent();
        if (consent.blocks(account, watcher.account())
                || !consent.isWatchable(account, watcher, subscription.stanza())) {
            return;
        }
        if (exchange.settings().presenceNeedsAvailable && !isAvailable(watcher)) {
            return;
        }
        exchange.delivery().tellIfLive(watcher, state(account, subscription.address(), watcher.account()));
    }

    private Node state(Account account, Jid watched, Account watcher) {
        var state = Node.tag("presence").attribute("from", watched);
        if (isAvailable(account) && exchange.consent().showsOnline(account, watcher)) {
            return state.build();
        }
        state.attribute("type", "unavailable");
        if (!exchange.consent().showsLastSeen(account, watcher)) {
            return state.attribute("last", "deny").build();
        }
        return state.attribute("last", lastSeen(account).map(Instant::getEpochSecond))
                .build();
    }

    @Override
    public void disconnected(Connection connection) {
        forget(connection.requireDevice());
    }

    @Override
    public void deviceRemoved(Device device) {
        forget(device);
    }

    private void forget(Device device) {
        subscriptions.forget(device);
        available(device, false);
    }

    @Override
    public void accountRemoved(Account account) {
        available.remove(account);
        account.devices().forEach(subscriptions::forget);
        lastSeen.remove(account);
    }

    @Override
    public void reset() {
        available.clear();
        subscriptions.clear();
        lastSeen.clear();
    }
}
