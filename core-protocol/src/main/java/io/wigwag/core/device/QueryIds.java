package io.wigwag.core.device;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Names of our queries, as the web client forms them: two random numbers of its own, then a count.
final class QueryIds {
    private static final int SIXTEEN_BITS = 1 << 16;

    private final String prefix;
    private final AtomicInteger next = new AtomicInteger(1);

    QueryIds(RandomGenerator random) {
        this.prefix = random.nextInt(SIXTEEN_BITS) + "." + random.nextInt(SIXTEEN_BITS) + "-";
    }

    String next() {
        return prefix + Integer.toUnsignedString(next.getAndIncrement());
    }
}
