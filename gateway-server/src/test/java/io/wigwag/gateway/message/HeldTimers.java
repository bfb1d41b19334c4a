package io.wigwag.gateway.message;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Pauses end when the test says so.
final class HeldTimers implements Timers {
    private final BlockingQueue<Runnable> pauses = new LinkedBlockingQueue<>();

    @Override
    public Timer after(Duration delay, Runnable task) {
        if (delay.compareTo(Duration.ofSeconds(1)) > 0) {
            pauses.add(task);
        }
        return Timer.NONE;
    }

    /// Waits until a pause has begun.
    void await() throws InterruptedException {
        pauses.add(pauses.take());
    }

    /// Ends the pauses that began first.
    void end(int count) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            pauses.take().run();
        }
    }
}
