package io.wigwag.sandbox.fault;

import java.time.Instant;
import java.util.Optional;

/// That something is to go wrong: for whom, with what, when, how often, how.
///
/// @param after so many matches pass first
/// @param times then so many are hit; 0 for all
/// @param probability of each of these
public record FaultRule(
        String name,
        Scope scope,
        Match match,
        int after,
        int times,
        double probability,
        Optional<Instant> until,
        Action action) {
    public FaultRule {
        if (!action.layers().contains(match.layer())) {
            throw new IllegalArgumentException(
                    "layer: " + match.layer() + " (expected: one of " + action.layers() + " for this action)");
        }
        if (match.layer() == Layer.HTTP && !scope.isAll()) {
            throw new IllegalArgumentException("scope: of a request nobody knows whose it is (expected: none)");
        }
        if (after < 0 || times < 0) {
            throw new IllegalArgumentException("after, times: negative (expected: 0 or more)");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability: " + probability + " (expected: 0 to 1)");
        }
    }

    /// Always, for everybody.
    public static FaultRule of(Match match, Action action) {
        return new FaultRule("", Scope.ALL, match, 0, 0, 1, Optional.empty(), action);
    }

    public FaultRule named(String text) {
        return new FaultRule(text, scope, match, after, times, probability, until, action);
    }

    public FaultRule in(Scope wanted) {
        return new FaultRule(name, wanted, match, after, times, probability, until, action);
    }

    public FaultRule after(int matches) {
        return new FaultRule(name, scope, match, matches, times, probability, until, action);
    }

    public FaultRule times(int count) {
        return new FaultRule(name, scope, match, after, count, probability, until, action);
    }

    public FaultRule once() {
        return times(1);
    }

    public FaultRule withProbability(double chance) {
        return new FaultRule(name, scope, match, after, times, chance, until, action);
    }

    public FaultRule until(Instant end) {
        return new FaultRule(name, scope, match, after, times, probability, Optional.of(end), action);
    }
}
