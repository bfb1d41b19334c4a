package io.wigwag.sandbox.phone;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// What came one after the other, numbered from 1; the oldest is forgotten when there is no more room. Of the world's
/// thread.
final class Numbered<T> {
    private final int most;
    private final LongConsumer changed;
    private final TreeMap<Long, T> entries = new TreeMap<>();
    private long last;

    /// @param changed is told the number of what is new, another, or gone
    Numbered(int most, LongConsumer changed) {
        this.most = most;
        this.changed = changed;
    }

    /// The number that the next one gets.
    long next() {
        return last + 1;
    }

    /// What has to go when the next one comes.
    Optional<T> leaving() {
        return entries.size() < most
                ? Optional.empty()
                : Optional.of(entries.firstEntry().getValue());
    }

    long add(T entry) {
        put(next(), entry);
        changed.accept(last);
        if (entries.size() > most) {
            remove(entries.firstKey());
        }
        return last;
    }

    /// Also puts one there that was kept.
    void put(long number, T entry) {
        entries.put(number, entry);
        last = Math.max(last, number);
    }

    void replace(long number, T entry) {
        entries.put(number, entry);
        changed.accept(number);
    }

    Optional<T> remove(long number) {
        var gone = Optional.ofNullable(entries.remove(number));
        changed.accept(number);
        return gone;
    }

    Optional<T> find(long number) {
        return Optional.ofNullable(entries.get(number));
    }

    /// In the order in which they came.
    Set<Long> numbers() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    List<T> all() {
        return new ArrayList<>(entries.values());
    }

    List<T> newestFirst() {
        return new ArrayList<>(entries.descendingMap().values());
    }
}
