package io.wigwag.benchmarks;

import io.wigwag.benchmarks.devices.Fleet;
import io.wigwag.benchmarks.gateway.GatewayLoad;
import io.wigwag.benchmarks.messages.Crowd;
import io.wigwag.benchmarks.messages.Messages;
import io.wigwag.benchmarks.messages.Soak;
import io.wigwag.benchmarks.sandbox.SandboxLoad;
import io.wigwag.benchmarks.storage.StorageLoad;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every suite there is.
final class BenchSuites {
    static final List<BenchSuite> ALL =
            List.of(NodeCodec.SUITE, NoiseAndCurve.SUITE, SignalBenchmark.SUITE, MediaBenchmark.SUITE);
    static final List<SystemSuite> SYSTEMS = List.of(
            new SandboxLoad(),
            new StorageLoad(),
            new Fleet(),
            new Messages(),
            new Crowd(),
            new Soak(),
            new GatewayLoad());

    private BenchSuites() {}

    /// All names, for whoever asked for another.
    static String names() {
        return Stream.concat(
                        ALL.stream().map(BenchSuite::name), SYSTEMS.stream().map(SystemSuite::name))
                .collect(Collectors.joining(", "));
    }

    static Optional<SystemSuite> system(String name) {
        return SYSTEMS.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }

    static Optional<BenchSuite> named(String name) {
        return ALL.stream().filter(suite -> suite.name().equals(name)).findFirst();
    }
}
