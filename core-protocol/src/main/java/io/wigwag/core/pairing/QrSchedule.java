package io.wigwag.core.pairing;

import java.time.Duration;
import java.util.Optional;

/// When which code is shown. Phones are given a minute for the first one of a full set, and 20 seconds for every
/// other; what was shown before stays valid at the server, only no longer on screen.
///
/// @param codes how many refs the server gave
public record QrSchedule(int codes) {
    private static final int FULL_SET = 6;
    private static final Duration FIRST = Duration.ofSeconds(60);
    private static final Duration OTHERS = Duration.ofSeconds(20);

    /// A code and until when it is shown, counted from the arrival of the refs.
    public record Shown(int index, Duration until) {}

    public QrSchedule {
        if (codes < 1) {
            throw new IllegalArgumentException("codes: " + codes + " (expected: 1 or more)");
        }
    }

    /// How long one code is shown.
    public Duration time(int index) {
        if (index < 0 || index >= codes) {
            throw new IllegalArgumentException("index: " + index + " (expected: 0.." + (codes - 1) + ")");
        }
        return index == 0 && codes == FULL_SET ? FIRST : OTHERS;
    }

    /// The code shown at a moment; none after the last one.
    public Optional<Shown> at(Duration elapsed) {
        var until = Duration.ZERO;
        for (var index = 0; index < codes; index++) {
            until = until.plus(time(index));
            if (elapsed.compareTo(until) < 0) {
                return Optional.of(new Shown(index, until));
            }
        }
        return Optional.empty();
    }

    /// When the last code is taken away.
    public Duration end() {
        return time(0).plus(OTHERS.multipliedBy(codes - 1L));
    }
}
