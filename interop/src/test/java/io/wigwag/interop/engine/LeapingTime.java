package io.wigwag.interop.engine;

import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/// The real time, which can leap ahead: what is planned for a far future is done when a leap has reached it. Sockets
/// need the real time, months of a device's life do not.
final class LeapingTime implements InstantSource, Timers, AutoCloseable {
    private static final Duration FAR = Duration.ofHours(1);

    private final SystemTimers timers = new SystemTimers();
    private final InstantSource clock = InstantSource.system();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final Set<Planned> far = ConcurrentHashMap.newKeySet();

    private record Planned(Instant due, Runnable task) {}

    @Override
    public Instant instant() {
        return clock.instant().plus(ahead.get());
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        if (delay.compareTo(FAR) < 0) {
            return timers.after(delay, task);
        }
        var planned = new Planned(instant().plus(delay), task);
        far.add(planned);
        return () -> far.remove(planned);
    }

    void leap(Duration time) {
        var now = clock.instant().plus(ahead.accumulateAndGet(time, Duration::plus));
        var due = far.stream().filter(planned -> !planned.due().isAfter(now)).toList();
        due.stream().filter(far::remove).forEach(planned -> planned.task().run());
    }

    @Override
    public void close() {
        timers.close();
    }
}
