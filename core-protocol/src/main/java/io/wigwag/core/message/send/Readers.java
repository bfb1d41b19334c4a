package io.wigwag.core.message.send;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.OwnAccount;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// All devices that can read a message to many in the end, ours included, and what has to be known of each.
final class Readers {
    private final Set<Jid> all;
    private final List<Reader> others;
    private @Nullable String hash;

    /// @param phone where the session with the phone of its owner is kept
    private record Reader(Jid device, boolean own, DeviceAddress address, DeviceAddress phone) {}

    private Readers(Set<Jid> all, List<Reader> others) {
        this.all = all;
        this.others = others;
    }

    /// @param self we, under the name that the message uses
    static Readers of(Set<Jid> devices, Jid self, OwnAccount own, Aliases aliases) {
        var all = new LinkedHashSet<>(devices);
        all.add(self);
        var others = all.stream()
                .filter(device -> !device.equals(self))
                .map(device ->
                        new Reader(device, own.owns(device), aliases.address(device), aliases.address(device.bare())))
                .toList();
        return new Readers(Collections.unmodifiableSet(all), others);
    }

    /// By which sender and server notice that they know different ones.
    String hash() {
        var known = hash;
        if (known == null) {
            known = ParticipantHash.of(all);
            hash = known;
        }
        return known;
    }

    /// All but this device.
    Set<Jid> others() {
        return others.stream().map(Reader::device).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Those who have to be given the key. A linked device counts as having it only if its phone does too, since a new
    /// phone means new sessions; and our own devices get it every time, as they come and go unseen.
    Set<Jid> without(Set<DeviceAddress> holders) {
        var cold = new LinkedHashSet<Jid>();
        for (var reader : others) {
            if (reader.own() || !holders.contains(reader.address()) || !holders.contains(reader.phone())) {
                cold.add(reader.device());
            }
        }
        return cold;
    }
}
