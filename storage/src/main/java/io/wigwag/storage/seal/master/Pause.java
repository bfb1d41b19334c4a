package io.wigwag.storage.seal.master;

import java.time.Duration;

/// Waiting between two attempts, handed in so that a test needs no time.
@FunctionalInterface
public interface Pause {
    void of(Duration time) throws InterruptedException;
}
