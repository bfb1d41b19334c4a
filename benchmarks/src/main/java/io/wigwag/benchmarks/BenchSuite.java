package io.wigwag.benchmarks;

import java.util.Map;
import java.util.Optional;

/// Benchmarks that answer one question together.
///
/// @param name what `./wigwag bench` calls it
/// @param include the JMH benchmarks of it, as a pattern over `Class.method`
/// @param peer the script under `benchmarks/peer` that measures the other engine on the same inputs
/// @param targets the ratio to the other engine that we set ourselves, by task; tasks without one are only reported
public record BenchSuite(String name, String include, Optional<String> peer, Map<String, Double> targets) {
    public BenchSuite {
        targets = Map.copyOf(targets);
    }
}
