package io.wigwag.core.device;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Timers by the machine's clock, on one thread.
public final class SystemTimers implements Timers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemTimers.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("wigwag timers").factory());

    public SystemTimers() {
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        var scheduled = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
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
