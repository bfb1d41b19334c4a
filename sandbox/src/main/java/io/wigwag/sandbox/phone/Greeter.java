package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.proto.e2e.AppStateSyncKeyShare;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Login;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PartChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Says to a new companion what a phone says: the keys of the app state, then the past. Without these, companions hold
/// back their events, or unlink themselves after three minutes.
final class Greeter implements Login.Greeter {
    private static final int MOST_REPEATS = 3;

    private final Exchange exchange;
    private final Function<Account, DeviceZero> voices;
    private final SyncKeys syncKeys;
    private final History history;
    private final Map<Device, Map<String, Chunk>> unconfirmed = new LinkedHashMap<>();
    private PartChanges changes = PartChanges.UNKEPT;

    Greeter(Exchange exchange, Function<Account, DeviceZero> voices, SyncKeys syncKeys, History history) {
        this.exchange = exchange;
        this.voices = voices;
        this.syncKeys = syncKeys;
        this.history = history;
    }

    /// What a companion hears of the past, in this order.
    enum Piece {
        BOOTSTRAP,
        PUSH_NAMES
    }

    /// A piece of history that the companion has not said to have worked in.
    record Chunk(Piece piece, int repeats) {}

    void keptBy(PartChanges listener) {
        changes = listener;
    }

    Map<String, Chunk> unconfirmed(Device companion) {
        return unconfirmed.getOrDefault(companion, Map.of());
    }

    /// One of an earlier run.
    void restore(Device companion, String id, Chunk chunk) {
        unconfirmed.computeIfAbsent(companion, _ -> new LinkedHashMap<>()).put(id, chunk);
    }

    @Override
    public void greet(Connection companion) {
        var device = companion.requireDevice();
        var voice = voices.apply(device.account());
        try {
            var messages = device.isGreeted() ? repeated(voice, device) : first(voice, device);
            exchange.delivery().deliverFirst(companion, messages);
            device.greeted();
        } catch (SignalFailure badKeys) {
            exchange.events()
                    .add("phone.failed", "account", device.account(), "to", device, "reason", badKeys.toString());
        }
    }

    private List<Node> first(DeviceZero voice, Device device) throws SignalFailure {
        var account = device.account();
        var messages = new ArrayList<Node>();
        messages.add(voice.peerMessage(device, keyShare(account)));
        messages.add(chunk(voice, device, voice.newId(), new Chunk(Piece.BOOTSTRAP, 0)));
        if (history.knowsAnybody(account)) {
            messages.add(chunk(voice, device, voice.newId(), new Chunk(Piece.PUSH_NAMES, 0)));
        }
        return messages;
    }

    /// What arrived without having been worked in; what did not arrive waits in the queue anyway. Made anew, for names
    /// may have changed since.
    private List<Node> repeated(DeviceZero voice, Device device) throws SignalFailure {
        var messages = new ArrayList<Node>();
        var inOrder = new ArrayList<>(unconfirmed(device).entrySet());
        inOrder.sort(Comparator.comparing(entry -> entry.getValue().piece()));
        for (var entry : inOrder) {
            var chunk = entry.getValue();
            if (chunk.repeats() < MOST_REPEATS && !waits(device, entry.getKey())) {
                messages.add(chunk(voice, device, entry.getKey(), new Chunk(chunk.piece(), chunk.repeats() + 1)));
            }
        }
        return messages;
    }

    private static boolean waits(Device device, String id) {
        return device.queue().entries().stream()
                .anyMatch(entry -> entry.stanza().attributes().is("id", id));
    }

    private Node chunk(DeviceZero voice, Device device, String id, Chunk chunk) throws SignalFailure {
        restore(device, id, chunk);
        changes.changed(device.account(), GreetingSection.part(device, id));
        var account = device.account();
        return voice.peerMessage(
                device,
                id,
                switch (chunk.piece()) {
                    case BOOTSTRAP -> history.bootstrap(account);
                    case PUSH_NAMES -> history.pushNames(account);
                });
    }

    /// All keys of an account, for one of its companions.
    ProtocolMessage.Builder keyShare(Account account) {
        var share = AppStateSyncKeyShare.newBuilder();
        syncKeys.of(account).forEach(key -> share.addKeys(key.shared()));
        return ProtocolMessage.newBuilder()
                .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE)
                .setAppStateSyncKeyShare(share);
    }

    /// A companion has worked in a piece of history.
    void confirmed(Device companion, String id) {
        var waiting = unconfirmed.get(companion);
        if (waiting != null && waiting.remove(id) != null) {
            changes.changed(companion.account(), GreetingSection.part(companion, id));
        }
    }

    void forget(Device companion) {
        var waiting = unconfirmed.remove(companion);
        if (waiting != null) {
            waiting.keySet().forEach(id -> changes.changed(companion.account(), GreetingSection.part(companion, id)));
        }
    }

    void clear() {
        unconfirmed.clear();
    }
}
