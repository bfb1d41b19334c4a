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
import java.util.ArrayList;
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

    Greeter(Exchange exchange, Function<Account, DeviceZero> voices, SyncKeys syncKeys, History history) {
        this.exchange = exchange;
        this.voices = voices;
        this.syncKeys = syncKeys;
        this.history = history;
    }

    /// A piece of history that the companion has not said to have worked in.
    private record Chunk(Function<Account, ProtocolMessage.Builder> content, int repeats) {}

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
        messages.add(chunk(voice, device, voice.newId(), new Chunk(history::bootstrap, 0)));
        if (history.knowsAnybody(account)) {
            messages.add(chunk(voice, device, voice.newId(), new Chunk(history::pushNames, 0)));
        }
        return messages;
    }

    /// What arrived without having been worked in; what did not arrive waits in the queue anyway. Made anew, for names
    /// may have changed since.
    private List<Node> repeated(DeviceZero voice, Device device) throws SignalFailure {
        var messages = new ArrayList<Node>();
        for (var entry : List.copyOf(unconfirmed.getOrDefault(device, Map.of()).entrySet())) {
            var chunk = entry.getValue();
            if (chunk.repeats() < MOST_REPEATS && !waits(device, entry.getKey())) {
                messages.add(chunk(voice, device, entry.getKey(), new Chunk(chunk.content(), chunk.repeats() + 1)));
            }
        }
        return messages;
    }

    private static boolean waits(Device device, String id) {
        return device.queue().entries().stream()
                .anyMatch(entry -> entry.stanza().attributes().is("id", id));
    }

    private Node chunk(DeviceZero voice, Device device, String id, Chunk chunk) throws SignalFailure {
        unconfirmed.computeIfAbsent(device, _ -> new LinkedHashMap<>()).put(id, chunk);
        return voice.peerMessage(device, id, chunk.content().apply(device.account()));
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
        unconfirmed.getOrDefault(companion, new LinkedHashMap<>()).remove(id);
    }

    void forget(Device companion) {
        unconfirmed.remove(companion);
    }

    void clear() {
        unconfirmed.clear();
    }
}
