package io.wigwag.gateway.boot;

import io.wigwag.core.port.Timers;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.expiry.ExpirySweep;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has expired, every few minutes.
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final ExpirySweep sweep;
    private final Timers timers;
    private volatile Timers.Timer next = Timers.Timer.NONE;
    private volatile boolean closed;

    Upkeep(ExpirySweep sweep, Timers timers) {
        this.sweep = sweep;
        this.timers = timers;
    }

    void begin() {
        if (!closed) {
            next = timers.after(PAUSE, () -> Thread.ofVirtual().name("upkeep").start(this::run));
        }
    }

    private void run() {
        try {
            // A batch at a time, so that it ends soon when we do.
            var removed = sweep.step();
            while (removed > 0 && !closed) {
                removed = sweep.step();
            }
        } catch (StoreException failed) {
            LOG.atWarn().setCause(failed).log("what has expired is removed later");
        } finally {
            begin();
        }
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
