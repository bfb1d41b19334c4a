package io.wigwag.core.testing;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/// A clock and its timers that move only when told to.
public final class ManualTime implements InstantSource, Timers {
    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparingLong(Planned::order));
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private long order;

    private record Planned(Instant at, long order, Runnable task) {}

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var entry = new Planned(now.plus(delay), order++, task);
        planned.add(entry);
        return () -> planned.remove(entry);
    }

    /// Lets time pass, and does on the way what is due.
    public void pass(Duration time) {
        var end = now.plus(time);
        while (!planned.isEmpty() && !planned.peek().at().isAfter(end)) {
            var next = planned.remove();
            now = next.at();
            next.task().run();
        }
        now = end;
    }

    public int waiting() {
        return planned.size();
    }
}
