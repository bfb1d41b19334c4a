package io.wigwag.sandbox.fault;

/// Which way something goes.
public enum Direction {
    /// From the client.
    IN,
    /// To the client.
    OUT,
    BOTH;

    boolean covers(Direction other) {
        return this == BOTH || this == other;
    }
}
