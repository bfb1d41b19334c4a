package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.sandbox.server.Delivery;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/// All personas: what speaks as device 0 to every account's companions, and the phones that are devices themselves.
public final class Phones implements Feature, Delivery.Phones {
    private static final int PRE_KEYS = 100;

    private final Exchange exchange;
    private final SyncKeys syncKeys;
    private final History history;
    private final Greeter greeter;
    private final Map<Account, DeviceZero> voices = new LinkedHashMap<>();

    public Phones(Exchange exchange) {
        this.exchange = exchange;
        syncKeys = new SyncKeys(exchange.random(), exchange.clock());
        history = new History(exchange.random());
        greeter = new Greeter(exchange, this::voice, syncKeys, history);
        exchange.greeter(greeter);
        exchange.delivery().phones(this);
    }

    @Override
    public void enter(StanzaTable table) {}

    /// The keys under which accounts seal their app state.
    public SyncKeys syncKeys() {
        return syncKeys;
    }

    /// Where phones put the files that they speak of.
    public void uploads(Uploads host) {
        history.uploads(host);
    }

    /// Lets another subject add to what new companions hear of the past.
    public void add(HistoryPart part) {
        history.add(part);
    }

    /// Two persons have a chat, as their phones know.
    public void met(Account one, Account other) {
        history.met(one, other);
    }

    DeviceZero voice(Account account) {
        return voices.computeIfAbsent(account, _ -> new DeviceZero(exchange, account));
    }

    @Override
    public void accountAdded(Account account) {
        if (account.kind() == Account.Kind.PHONE) {
            var keys = voice(account).keys();
            var phone = account.addPhone(keys.signed());
            for (var i = 0; i < PRE_KEYS; i++) {
                phone.preKeys().add(keys.make());
            }
        }
    }

    @Override
    public void accountRemoved(Account account) {
        voices.remove(account);
        syncKeys.forget(account);
        history.forget(account);
    }

    @Override
    public void deviceRemoved(Device device) {
        greeter.forget(device);
        voices.values().forEach(voice -> voice.sessions().forget(device));
    }

    @Override
    public void reset() {
        voices.clear();
        syncKeys.clear();
        history.clear();
        greeter.clear();
    }

    @Override
    public void receive(Device phone, Kind kind, Node stanza) {
        exchange.events().add("phone.received", "account", phone.account(), "kind", kind);
    }

    @Override
    public boolean personaSent(Device companion, String id) {
        return voice(companion.account()).wrote(id);
    }

    @Override
    public void fromCompanion(Device companion, Kind kind, Node stanza) {
        var id = stanza.attributes().text("id").orElse("");
        if (stanza.is("receipt") && stanza.attributes().is("type", "hist_sync")) {
            greeter.confirmed(companion, id);
        } else if (stanza.is("receipt") && stanza.attributes().is("type", "retry")) {
            asked(companion, id);
        }
    }

    /// A companion could not read what the persona said: once more, in a new session.
    private void asked(Device companion, String id) {
        var voice = voice(companion.account());
        voice.sessions().end(companion);
        try {
            voice.again(companion, id, 1)
                    .ifPresent(again -> exchange.delivery().deliver(companion, Kind.MESSAGE, again));
        } catch (SignalFailure badKeys) {
            exchange.events()
                    .add("phone.failed", "account", companion.account(), "to", companion, "reason", badKeys.toString());
        }
    }
}
