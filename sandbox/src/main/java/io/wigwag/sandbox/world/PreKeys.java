package io.wigwag.sandbox.world;

import io.wigwag.core.octets.Octets;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The keys that a device has published for those who want to write to it.
public final class PreKeys {
    /// The signed one.
    public record Signed(int id, Octets value, Octets signature) {}

    /// One of those that are given out once.
    public record OneTime(int id, Octets value) {}

    private Signed signed;
    private final NavigableMap<Integer, Octets> oneTime = new TreeMap<>();
    private boolean lowWasTold;

    public PreKeys(Signed signed) {
        this.signed = signed;
    }

    public Signed signed() {
        return signed;
    }

    public void replaceSigned(Signed next) {
        signed = next;
    }

    public void add(OneTime key) {
        oneTime.put(key.id(), key.value());
        lowWasTold = false;
    }

    /// The key with the lowest id, which is gone from here with that.
    public Optional<OneTime> take() {
        return Optional.ofNullable(oneTime.pollFirstEntry())
                .map(entry -> new OneTime(entry.getKey(), entry.getValue()));
    }

    public void clear() {
        oneTime.clear();
    }

    public int count() {
        return oneTime.size();
    }

    /// What was uploaded and not given out yet.
    public NavigableMap<Integer, Octets> oneTime() {
        return Collections.unmodifiableNavigableMap(oneTime);
    }

    /// Whether the owner is to be told now that few are left: once until the next upload.
    public boolean mustTellLow(int mark) {
        if (oneTime.size() >= mark || lowWasTold) {
            return false;
        }
        lowWasTold = true;
        return true;
    }
}
