package io.wigwag.gateway.cli.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How time is let pass between two looks; an interrupt ends it.
@FunctionalInterface
public interface Pause {
    Pause REAL = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

    void rest(Duration time) throws InterruptedException;
}
