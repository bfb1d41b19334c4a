package io.wigwag.sandbox.world;

import io.wigwag.core.octets.Octets;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The keys that a device has published for those who want to write to it.
public final class PreKeys {
    /// The signed one.
    public record Signed(int id, Octets value, Octets signature) {
        /// Until the real one is known.
        static final Signed NONE = new Signed(0, Octets.EMPTY, Octets.EMPTY);
    }

    /// One of those that are given out once.
    public record OneTime(int id, Octets value) {}

    private final Runnable changed;
    private Signed signed;
    private final NavigableMap<Integer, Octets> oneTime = new TreeMap<>();
    private boolean lowWasTold;

    /// `changed` hears of every change.
    PreKeys(Signed signed, Runnable changed) {
        this.signed = signed;
        this.changed = changed;
    }

    public Signed signed() {
        return signed;
    }

    public void replaceSigned(Signed next) {
        signed = next;
        changed.run();
    }

    public void add(OneTime key) {
        oneTime.put(key.id(), key.value());
        lowWasTold = false;
        changed.run();
    }

    /// The key with the lowest id, which is gone from here with that.
    public Optional<OneTime> take() {
        changed.run();
        return Optional.ofNullable(oneTime.pollFirstEntry())
                .map(entry -> new OneTime(entry.getKey(), entry.getValue()));
    }

    public void clear() {
        oneTime.clear();
        changed.run();
    }

    public int count() {
        return oneTime.size();
    }

    /// What was uploaded and not given out yet.
    public NavigableMap<Integer, Octets> oneTime() {
        return Collections.unmodifiableNavigableMap(oneTime);
    }

    boolean isLowTold() {
        return lowWasTold;
    }

    void restoreLowTold(boolean told) {
        lowWasTold = told;
    }

    /// Whether the owner is to be told now that few are left: once until the next upload.
    public boolean mustTellLow(int mark) {
        if (oneTime.size() >= mark || lowWasTold) {
            return false;
        }
        lowWasTold = true;
        changed.run();
        return true;
    }
}
