package io.wigwag.sandbox.fault;

/// A rule in force, and what has come of it so far.
public record Fault(long id, FaultRule rule, long matched, long fired) {}
