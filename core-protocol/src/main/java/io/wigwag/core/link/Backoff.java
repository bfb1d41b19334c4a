package io.wigwag.core.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before connecting again: anything from nothing up to a bound that doubles with each failure. That
/// much chance, because thousands of devices lose their links in the same moment.
///
/// @param first the bound after one failure
/// @param cap what no bound exceeds
public record Backoff(Duration first, Duration cap) {
    public Backoff {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("first: " + first + ", cap: " + cap + " (expected: 0 < first <= cap)");
        }
    }

    /// The longest wait after so many failures in a row; none before the first.
    public Duration bound(int failures) {
        if (failures < 0) {
            throw new IllegalArgumentException("failures: " + failures + " (expected: 0 or more)");
        }
        if (failures == 0) {
            return Duration.ZERO;
        }
        var bound = first;
        for (var i = 1; i < failures && bound.compareTo(cap) < 0; i++) {
            bound = bound.compareTo(cap.minus(bound)) > 0 ? cap : bound.multipliedBy(2);
        }
        return bound;
    }

    /// The wait itself, in whole milliseconds.
    public Duration delay(int failures, RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(bound(failures).toMillis() + 1));
    }
}
