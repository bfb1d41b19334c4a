package io.wigwag.benchmarks.messages;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The end of what devices do by themselves once they are linked: they make keys by the thousand.
final class Calm {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_LOOKS = 180;
    private static final double LITTLE = 0.1;

    private Calm() {}

    /// Waits until this process is idle but for a tenth of a core.
    static void await() throws Exception {
        for (var i = 0; i < MOST_LOOKS; i++) {
            var idle = Cost.of(1, () -> {
                var _ = new CountDownLatch(1).await(LOOK.toSeconds(), TimeUnit.SECONDS);
            });
            if (idle.processor().toNanos() < LITTLE * idle.time().toNanos()) {
                return;
            }
        }
        throw new IllegalStateException(
                "never idle within " + LOOK.multipliedBy(MOST_LOOKS).toSeconds() + " s");
    }
}
