package io.wigwag.sandbox.world;

import io.wigwag.core.binary.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What waits for one device, in the order in which it came. An entry leaves when the device has settled it, not when
/// it was written to a socket.
public final class DeviceQueue {
    private final NavigableMap<Long, QueueEntry> entries = new TreeMap<>();
    private final Consumer<QueueEntry> changed;
    private long last;
    private long first;

    /// `changed` hears of every entry that comes, is sent or goes.
    DeviceQueue(Consumer<QueueEntry> changed) {
        this.changed = changed;
    }

    /// An entry of an earlier run, at its old place.
    void restore(long order, QueueEntry.Kind kind, Node stanza, Instant queuedAt, int timesSent) {
        entries.put(order, new QueueEntry(order, kind, stanza, queuedAt, timesSent, changed));
        last = Math.max(last, order + 1);
        first = Math.min(first, order);
    }

    Optional<QueueEntry> entry(long order) {
        return Optional.ofNullable(entries.get(order));
    }

    public QueueEntry add(QueueEntry.Kind kind, Node stanza, Instant now) {
        return put(last++, kind, stanza, now);
    }

    /// Puts an entry before all others.
    public QueueEntry addFirst(QueueEntry.Kind kind, Node stanza, Instant now) {
        return put(--first, kind, stanza, now);
    }

    private QueueEntry put(long order, QueueEntry.Kind kind, Node stanza, Instant now) {
        var entry = new QueueEntry(order, kind, stanza, now, 0, changed);
        entries.put(order, entry);
        changed.accept(entry);
        return entry;
    }

    public int size() {
        return entries.size();
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public Collection<QueueEntry> entries() {
        return List.copyOf(entries.values());
    }

    public void remove(QueueEntry entry) {
        entries.remove(entry.order());
        changed.accept(entry);
    }

    /// Removes the oldest entry that was sent and answers to a description; empty when there is none.
    public Optional<QueueEntry> settle(Predicate<QueueEntry> description) {
        var found = entries.values().stream()
                .filter(entry -> entry.timesSent() > 0)
                .filter(description)
                .findFirst();
        found.ifPresent(this::remove);
        return found;
    }

    /// Removes what answers to a description, and hands it out.
    public List<QueueEntry> removeIf(Predicate<QueueEntry> description) {
        var removed = new ArrayList<QueueEntry>();
        for (Iterator<QueueEntry> all = entries.values().iterator(); all.hasNext(); ) {
            var entry = all.next();
            if (description.test(entry)) {
                all.remove();
                removed.add(entry);
                changed.accept(entry);
            }
        }
        return removed;
    }

    /// What was written to the connection that is gone and not settled goes out again with the next one.
    public void connectionLost() {
        entries.values().forEach(QueueEntry::connectionLost);
    }

    public void clear() {
        removeIf(_ -> true);
    }
}
