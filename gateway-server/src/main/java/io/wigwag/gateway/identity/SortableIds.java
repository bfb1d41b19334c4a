package io.wigwag.gateway.identity;

import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// Names for new things: a prefix that says what they are, and a ULID. What a process names later sorts later, also
/// within a millisecond and when the clock is set back.
public final class SortableIds {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int BITS = 5;
    private static final int TIME_DIGITS = 10;
    /// Eighty bits of chance, as the digits of two halves.
    private static final int HALF_DIGITS = 8;

    private static final long HALF = 1L << (BITS * HALF_DIGITS);
    /// How far apart two names of one millisecond are at most; at least so hard is it to guess the one from the other.
    private static final long STRIDE = 1L << 32;

    private final InstantSource clock;
    private final RandomGenerator random;
    private final ReentrantLock lock = new ReentrantLock();
    private long millis;
    private long high;
    private long low;

    public SortableIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next(String prefix) {
        lock.lock();
        try {
            var now = clock.millis();
            if (now > millis) {
                millis = now;
                high = random.nextLong(HALF);
                low = random.nextLong(HALF);
            } else {
                low += 1 + random.nextLong(STRIDE);
                high += low / HALF;
                low %= HALF;
                millis += high / HALF;
                high %= HALF;
            }
            var text = new StringBuilder(prefix);
            write(text, millis, TIME_DIGITS);
            write(text, high, HALF_DIGITS);
            write(text, low, HALF_DIGITS);
            return text.toString();
        } finally {
            lock.unlock();
        }
    }

    private static void write(StringBuilder text, long number, int digits) {
        for (var i = digits - 1; i >= 0; i--) {
            text.append(DIGITS.charAt((int) (number >>> (BITS * i)) & 31));
        }
    }
}
