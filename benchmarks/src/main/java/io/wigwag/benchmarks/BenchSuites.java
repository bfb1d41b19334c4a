package io.wigwag.benchmarks;

import java.util.List;
import java.util.Optional;

/// Every suite there is.
final class BenchSuites {
    static final List<BenchSuite> ALL = List.of(NodeCodec.SUITE, NoiseAndCurve.SUITE, SignalBenchmark.SUITE);

    private BenchSuites() {}

    static Optional<BenchSuite> named(String name) {
        return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }
}
