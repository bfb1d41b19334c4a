package io.wigwag.core.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/// How often a device was taken back from somebody else who runs it too. Both sides taking it back must not become a
/// fight.
final class Reclaims {
    private static final int MOST = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final Deque<Instant> taken = new ArrayDeque<>(1);

    /// Takes the device back, or says how long that has to wait.
    Duration claim(Instant now) {
        while (!taken.isEmpty() && !now.isBefore(taken.getFirst().plus(WITHIN))) {
            taken.removeFirst();
        }
        if (taken.size() >= MOST) {
            return Duration.between(now, taken.getFirst().plus(WITHIN));
        }
        taken.addLast(now);
        return Duration.ZERO;
    }
}
