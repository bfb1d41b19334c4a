package io.wigwag.gateway.device;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that is done from time to time, and at once when there is a reason; on a thread of its own, so that whoever
/// has the reason goes on. Never twice at a time: reasons that come meanwhile have it done once more.
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Duration pause;
    private final Timers timers;
    private final Runnable work;

    private final ReentrantLock lock = new ReentrantLock();
    private Timers.Timer next = Timers.Timer.NONE;
    private Optional<Thread> thread = Optional.empty();
    private boolean again;
    private boolean over;

    Rounds(String name, Duration pause, Timers timers, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.timers = timers;
        this.work = work;
    }

    /// Has the work done now, and from then on again after each pause.
    void begin() {
        lock.lock();
        try {
            next.cancel();
            again = true;
            if (!over && thread.isEmpty()) {
                thread = Optional.of(Thread.ofVirtual().name(name).start(this::run));
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (goesOn()) {
            try {
                work.run();
            } catch (RuntimeException failed) {
                // Whatever it was: the next round may get through.
                LOG.atWarn().addKeyValue("round", name).setCause(failed).log("done again later");
            }
        }
    }

    private boolean goesOn() {
        lock.lock();
        try {
            if (again && !over) {
                again = false;
                return true;
            }
            thread = Optional.empty();
            if (!over) {
                next = timers.after(pause, this::begin);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Begins no further round, and waits for the end of the one that goes on.
    void end() {
        Optional<Thread> last;
        lock.lock();
        try {
            over = true;
            next.cancel();
            last = thread;
        } finally {
            lock.unlock();
        }
        try {
            if (last.isPresent()) {
                last.get().join();
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
