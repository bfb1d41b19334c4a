package io.wigwag.gateway.egress;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// The end of an errand's time.
///
/// @param ticks nanoseconds that only go forward
record Deadline(LongSupplier ticks, long end) {
    static Deadline in(Duration time, LongSupplier ticks) {
        return new Deadline(ticks, ticks.getAsLong() + time.toNanos());
    }

    /// How many milliseconds one step may take that has so much time of its own.
    int millis(Duration step) throws SocketTimeoutException {
        var left = Math.min(end - ticks.getAsLong(), step.toNanos());
        if (left <= 0) {
            throw new SocketTimeoutException("the errand's time is up");
        }
        return (int) Math.min(Integer.MAX_VALUE, left / 1_000_000 + 1);
    }
}
