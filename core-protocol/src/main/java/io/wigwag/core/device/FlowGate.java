package io.wigwag.core.device;

import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Holds senders back while the connection takes nothing.
final class FlowGate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open = true;
    private boolean ended;

    void open(boolean drains) {
        lock.lock();
        try {
            open = drains;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Returns once something may be sent.
    void pass(Duration patience) throws Unanswered {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (!open && !ended) {
                if (left <= 0) {
                    throw Unanswered.stuck(patience);
                }
                left = changed.awaitNanos(left);
            }
            if (ended) {
                throw Unanswered.lost("before this was sent");
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw Unanswered.lost("the device was told to let go");
        } finally {
            lock.unlock();
        }
    }
}
