package io.wigwag.core.device;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;

/// Lets the devices of a process connect one after the other, so many a second, when thousands want to at once: after
/// an outage, or when the process has come up. First come, first served; any thread may ask.
final class DialPacer {
    private final Duration gap;
    private final int burst;
    private final Timers timers;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Place> queue = new ArrayDeque<>();
    /// When the allowance was full, counted in gaps.
    private long fullAt;
    private boolean waking;

    private static final class Place implements Timers.Timer {
        private final Runnable go;
        private volatile boolean given = true;

        private Place(Runnable go) {
            this.go = go;
        }

        @Override
        public void cancel() {
            given = false;
        }
    }

    /// @param perSecond how many may begin to connect
    /// @param burst how many at once after a quiet time
    DialPacer(int perSecond, int burst, Timers timers, InstantSource clock) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "perSecond: " + perSecond + ", burst: " + burst + " (expected: 1 or more)");
        }
        this.gap = Duration.ofNanos(Duration.ofSeconds(1).toNanos() / perSecond);
        this.burst = burst;
        this.timers = timers;
        this.clock = clock;
        this.fullAt = clock.millis() - gap.multipliedBy(burst).toMillis();
    }

    /// Has `go` run when it is its turn, at once as a rule. Cancelled, it gives up its place.
    Timers.Timer await(Runnable go) {
        var place = new Place(go);
        lock.lock();
        try {
            queue.add(place);
        } finally {
            lock.unlock();
        }
        serve();
        return place;
    }

    private void serve() {
        while (true) {
            Place next;
            lock.lock();
            try {
                while (!queue.isEmpty() && !queue.peek().given) {
                    queue.poll();
                }
                if (queue.isEmpty() || waking) {
                    return;
                }
                var now = clock.millis();
                var allowed = Math.max(fullAt, now - gap.multipliedBy(burst).toMillis());
                var wait = allowed + gap.toMillis() - now;
                if (wait > 0) {
                    waking = true;
                    var _ = timers.after(Duration.ofMillis(wait), this::wake);
                    return;
                }
                fullAt = allowed + gap.toMillis();
                next = queue.remove();
            } finally {
                lock.unlock();
            }
            next.go.run();
        }
    }

    private void wake() {
        lock.lock();
        try {
            waking = false;
        } finally {
            lock.unlock();
        }
        serve();
    }
}
