package io.wigwag.core.device;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Timers by the machine's clock, on one thread. Waits of some seconds, of which every idle device has one, end
/// together four times a second: waking threads costs more than what they do then.
public final class SystemTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTimers.class);

    private static final long LONG = TimeUnit.SECONDS.toNanos(2);
    private static final long TOGETHER = TimeUnit.MILLISECONDS.toNanos(250);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("wigwag timers").factory());

    public SystemTimers() {
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var nanos = wait(System.nanoTime(), delay.toNanos());
        var scheduled = thread.schedule(() -> run(task), nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /// A long wait reaches up to the next moment at which others end, too.
    static long wait(long now, long nanos) {
        return nanos < LONG ? nanos : nanos + Math.floorMod(-(now + nanos), TOGETHER);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException fault) {
            LOG.atError().setCause(fault).log("a timer's task failed");
        }
    }

    /// What has not begun does not happen.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
