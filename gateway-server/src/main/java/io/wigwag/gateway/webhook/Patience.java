package io.wigwag.gateway.webhook;

import java.time.Duration;

/// How often and for how long a receiver that fails is tried.
///
/// @param first the wait after the first failure; each further one is twice as long
/// @param longest the longest wait
/// @param whole after which it is given up
public record Patience(Duration first, Duration longest, Duration whole) {
    private static final int DOUBLINGS = 30;

    public Patience {
        if (!first.isPositive() || longest.compareTo(first) < 0 || whole.compareTo(longest) < 0) {
            throw new IllegalArgumentException("waits grow from the first to the longest to the whole");
        }
    }

    /// As receivers are used to it: seconds at first, an hour in the end.
    public static Patience of(Duration whole) {
        var longest = Duration.ofHours(1);
        return new Patience(Duration.ofSeconds(5), longest.compareTo(whole) < 0 ? longest : whole, whole);
    }

    /// @param failures in a row, at least one
    Duration after(int failures) {
        var wait = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }
}
