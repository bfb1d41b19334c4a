package io.wigwag.gateway.egress;

import java.time.Duration;
import java.util.Set;

/// How far an errand may go.
///
/// @param connect for a connection, TLS included
/// @param silence how long the other side may say nothing
/// @param whole for everything together, redirects included
/// @param bytes of the answer's body
/// @param redirects how many are followed
/// @param ports that may be connected to
public record EgressLimits(
        Duration connect, Duration silence, Duration whole, long bytes, int redirects, Set<Integer> ports) {
    public static final EgressLimits DEFAULT = new EgressLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(60), 100L << 20, 5, Set.of(80, 443));

    public EgressLimits {
        ports = Set.copyOf(ports);
        if (!connect.isPositive() || !silence.isPositive() || !whole.isPositive() || bytes < 0 || redirects < 0) {
            throw new IllegalArgumentException("a limit of nothing");
        }
    }

    public EgressLimits withBytes(long most) {
        return new EgressLimits(connect, silence, whole, most, redirects, ports);
    }

    /// Any port, for an installation whose receivers listen elsewhere.
    public EgressLimits withPorts(Set<Integer> others) {
        return new EgressLimits(connect, silence, whole, bytes, redirects, others);
    }
}
