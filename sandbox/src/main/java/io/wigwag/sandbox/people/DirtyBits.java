package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PartChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a device is to fetch anew, told at every login until it says that it has.
public final class DirtyBits implements Feature {
    private final Exchange exchange;
    private final Map<Device, SortedMap<String, Long>> dirty = new LinkedHashMap<>();
    private PartChanges changes = PartChanges.UNKEPT;

    DirtyBits(Exchange exchange) {
        this.exchange = exchange;
    }

    void keptBy(PartChanges listener) {
        changes = listener;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("urn:xmpp:whatsapp:dirty", "set", "clean", this::clean);
    }

    /// From now on a subject is dirty for a device, which hears of it at once or at its next login.
    public void mark(Device device, String type) {
        dirty.computeIfAbsent(device, _ -> new TreeMap<>())
                .put(type, exchange.clock().seconds());
        changed(device);
        exchange.delivery().tellIfLive(device, stanza(type, exchange.clock().seconds()));
    }

    private void changed(Device device) {
        changes.changed(device.account(), Integer.toString(device.number()));
    }

    void restore(Device device, Map<String, Long> bits) {
        dirty.put(device, new TreeMap<>(bits));
    }

    /// What a device has not cleaned yet, with the times since when.
    public SortedMap<String, Long> of(Device device) {
        return new TreeMap<>(dirty.getOrDefault(device, new TreeMap<>()));
    }

    private static Node stanza(String type, long since) {
        return Stanzas.ib(Node.tag("dirty").attribute("type", type).attribute("timestamp", since));
    }

    private Answer clean(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var bits = dirty.getOrDefault(device, new TreeMap<>());
        for (var clean : iq.children("clean")) {
            bits.remove(clean.attributes().requireText("type"));
        }
        changed(device);
        return Answer.empty();
    }

    @Override
    public void wentLive(Connection connection) {
        of(connection.requireDevice()).forEach((type, since) -> connection.send(stanza(type, since)));
    }

    @Override
    public void deviceRemoved(Device device) {
        dirty.remove(device);
        changed(device);
    }

    @Override
    public void reset() {
        dirty.clear();
    }
}
