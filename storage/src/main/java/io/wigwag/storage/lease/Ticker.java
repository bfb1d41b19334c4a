package io.wigwag.storage.lease;

import java.time.Duration;

/// Time that passes evenly and is never set: only differences mean something. In production `System::nanoTime`.
@FunctionalInterface
public interface Ticker {
    long nanos();

    default Duration since(long before) {
        return Duration.ofNanos(nanos() - before);
    }
}
