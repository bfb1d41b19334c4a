package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.AdvFailure;
import io.wigwag.core.pairing.KeyIndexList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads devices out of answers and notifications, and leaves out those for which their account does not vouch: a
/// linked device counts only with a key index that the account's own list accepts.
final class DeviceListReader {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceListReader.class);
    private static final int HIGHEST_DEVICE = 0xFF;

    private DeviceListReader() {}

    /// The `devices` part of an answer about one account.
    static DeviceList read(Node devices, Instant now) throws MalformedNode {
        var entries = new ArrayList<DeviceList.Entry>();
        for (var device : devices.requireChild("device-list").children("device")) {
            entry(device, device.attributes().requireNumber("id")).ifPresent(entries::add);
        }
        return new DeviceList(vouched(entries, devices), now);
    }

    /// Devices that are named by address, as notifications do.
    static DeviceList ofAddresses(Node parent, Instant now) throws MalformedNode {
        var entries = new ArrayList<DeviceList.Entry>();
        for (var device : parent.children("device")) {
            named(device).ifPresent(entries::add);
        }
        return new DeviceList(vouched(entries, parent), now);
    }

    /// One device that is named by address; empty for a linked one without key index.
    static Optional<DeviceList.Entry> named(Node device) throws MalformedNode {
        return entry(device, device.attributes().requireJid("jid").device());
    }

    private static Optional<DeviceList.Entry> entry(Node device, long number) throws MalformedNode {
        var attributes = device.attributes();
        var index = attributes.number("key-index");
        if (number < 0 || number > HIGHEST_DEVICE || (number != 0 && index.isEmpty())) {
            return Optional.empty();
        }
        var hosted = attributes.is("is_hosted", "true")
                || attributes.jid("jid").filter(jid -> jid.isHosted()).isPresent();
        return Optional.of(new DeviceList.Entry(
                (int) number,
                index.isPresent() ? OptionalInt.of((int) index.getAsLong()) : OptionalInt.empty(),
                hosted));
    }

    static List<DeviceList.Entry> vouched(List<DeviceList.Entry> entries, Node parent) throws MalformedNode {
        if (entries.size() > DeviceList.MOST) {
            throw new MalformedNode("devices: " + entries.size() + " of one account");
        }
        var signed = parent.child("key-index-list").flatMap(Node::bytes).filter(bytes -> !bytes.isEmpty());
        if (entries.stream().allMatch(entry -> entry.device() == 0)) {
            return entries;
        }
        if (signed.isEmpty()) {
            return entries.stream().filter(entry -> entry.device() == 0).toList();
        }
        var list = parse(signed.get());
        return entries.stream()
                .filter(entry -> entry.device() == 0
                        || list.filter(accepting ->
                                        accepting.accepts(entry.keyIndex().orElseThrow()))
                                .isPresent())
                .toList();
    }

    /// The account's own phone has made it: one that can't be read is that account's trouble alone.
    private static Optional<KeyIndexList> parse(Octets bytes) {
        try {
            return Optional.of(KeyIndexList.parse(bytes));
        } catch (AdvFailure failure) {
            LOG.debug("A list of key indexes can't be read: {}", failure.getMessage());
            return Optional.empty();
        }
    }
}
