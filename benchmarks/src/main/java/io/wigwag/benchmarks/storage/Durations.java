package io.wigwag.benchmarks.storage;

import java.util.Arrays;

/// How long each of many things took. Filled by several threads, each at places of its own.
final class Durations {
    private final long[] nanos;

    Durations(int count) {
        nanos = new long[count];
    }

    void took(int which, long time) {
        nanos[which] = time;
    }

    /// The time that this part of them did not exceed, in milliseconds.
    double millis(double part) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] / 1e6;
    }
}
