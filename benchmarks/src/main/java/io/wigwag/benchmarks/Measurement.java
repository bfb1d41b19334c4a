package io.wigwag.benchmarks;

import java.util.OptionalDouble;

/// One task's figures: ours, the other engine's where it was measured, and the bytes that one operation of ours
/// allocates.
///
/// @param error half the width of JMH's 99.9 % confidence interval, in operations per second
public record Measurement(
        String task, double ours, double error, OptionalDouble allocated, OptionalDouble peer, OptionalDouble target) {

    OptionalDouble ratio() {
        return peer.isPresent() ? OptionalDouble.of(ours / peer.getAsDouble()) : OptionalDouble.empty();
    }

    /// Whether the ratio reaches its target; true where there is none to reach.
    boolean reached() {
        return target.isEmpty() || ratio().isEmpty() || ratio().getAsDouble() >= target.getAsDouble();
    }
}
