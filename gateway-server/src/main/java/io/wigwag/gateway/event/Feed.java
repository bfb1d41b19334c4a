package io.wigwag.gateway.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/// The places of one tenant's events, as this process gives them: microseconds of the clock, or the next number where
/// that is later. Writers of different devices do not wait for each other; readers stay behind the first who has not
/// finished.
final class Feed {
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<Long> underway = new TreeSet<>();
    private final Duration settling;
    private long last;
    private CompletableFuture<Long> more = new CompletableFuture<>();

    /// @param last the highest place that was given before
    /// @param settling how long another process may take to write an event whose place it has given
    Feed(long last, Duration settling) {
        this.last = last;
        this.settling = settling;
    }

    /// The first of so many places in a row; readers wait before it until [#written].
    long begin(int count, Instant now) {
        lock.lock();
        try {
            var first = Math.max(last + 1, ChronoUnit.MICROS.between(Instant.EPOCH, now));
            last = first + count - 1;
            underway.add(first);
            return first;
        } finally {
            lock.unlock();
        }
    }

    /// What began there is written, or never will be.
    void written(long first) {
        CompletableFuture<Long> told;
        lock.lock();
        try {
            underway.remove(first);
            told = more;
            more = new CompletableFuture<>();
        } finally {
            lock.unlock();
        }
        told.complete(first);
    }

    /// Up to where everything is written that ever will be.
    long settled(Instant now) {
        lock.lock();
        try {
            var ours = underway.isEmpty() ? Long.MAX_VALUE : underway.first() - 1;
            return settling.isZero()
                    ? ours
                    : Math.min(ours, ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(settling)));
        } finally {
            lock.unlock();
        }
    }

    /// Where somebody stands who wants only what comes from now on.
    long end(Instant now) {
        lock.lock();
        try {
            return settling.isZero() ? Math.min(settled(now), last) : settled(now);
        } finally {
            lock.unlock();
        }
    }

    /// Done when something more has been written, with its place. Ask for it before looking.
    CompletableFuture<Long> more() {
        lock.lock();
        try {
            return more.copy();
        } finally {
            lock.unlock();
        }
    }
}
