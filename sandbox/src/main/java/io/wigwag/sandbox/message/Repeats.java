package io.wigwag.sandbox.message;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Device;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;

/// What devices have sent of late. A client whose connection broke sends again what wasn't acknowledged; its recipients
/// shall see that once. An id alone says nothing: a resend to one device has the id of the first message.
final class Repeats {
    private static final int KEPT = 128;

    private final Map<Device, LinkedHashSet<Octets>> seen = new HashMap<>();

    boolean contains(Device from, Octets fingerprint) {
        return seen.containsKey(from) && seen.get(from).contains(fingerprint);
    }

    void add(Device from, Octets fingerprint) {
        var known = seen.computeIfAbsent(from, _ -> new LinkedHashSet<>());
        known.add(fingerprint);
        if (known.size() > KEPT) {
            known.removeFirst();
        }
    }

    void forget(Device from) {
        seen.remove(from);
    }

    void clear() {
        seen.clear();
    }
}
