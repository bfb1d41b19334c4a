package io.wigwag.core.device;

import java.time.Duration;
import java.time.InstantSource;

/// What a device is doing right now and since when, so that somebody else can see when it is stuck. The device writes,
/// any thread reads.
final class Progress {
    private final InstantSource clock;
    private volatile Step step = Step.NONE;

    /// @param since in milliseconds
    private record Step(String what, long since, Duration limit) {
        private static final Step NONE = new Step("", 0, Duration.ZERO);
    }

    Progress(InstantSource clock) {
        this.clock = clock;
    }

    /// A step begins, and with it the time that it may take.
    void begins(String what, Duration limit) {
        step = new Step(what, clock.millis(), limit);
    }

    void idle() {
        step = Step.NONE;
    }

    boolean isStuck() {
        var now = step;
        return !now.what().isEmpty()
                && clock.millis() - now.since() > now.limit().toMillis();
    }

    String what() {
        return step.what();
    }
}
