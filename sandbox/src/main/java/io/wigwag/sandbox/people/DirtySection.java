package io.wigwag.sandbox.people;

import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// What each device is to fetch anew, by its number.
final class DirtySection extends OwnedSection {
    private final DirtyBits bits;

    DirtySection(Accounts accounts, DirtyBits bits) {
        super("dirty", accounts);
        this.bits = bits;
    }

    @Override
    public String topic() {
        return "devices";
    }

    @Override
    protected Collection<String> parts(Account owner) {
        return owner.devices().stream()
                .filter(device -> !bits.of(device).isEmpty())
                .map(device -> Integer.toString(device.number()))
                .toList();
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        return device(owner, part)
                .map(bits::of)
                .filter(types -> !types.isEmpty())
                .map(types -> {
                    var json = Entries.object();
                    types.forEach(json::put);
                    return json;
                });
    }

    private static Optional<Device> device(Account owner, String part) {
        return owner.device(Integer.parseInt(part));
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var types = new TreeMap<String, Long>();
        entry.forEachEntry((type, since) -> types.put(type, since.asLong()));
        device(owner, part).ifPresent(device -> bits.restore(device, types));
    }
}
