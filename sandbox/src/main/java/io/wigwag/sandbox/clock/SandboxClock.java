package io.wigwag.sandbox.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// What time it is in the sandbox: the real time, the real time moved or sped up, or a time that stands still until it
/// is moved. Set from the world's thread, read from any.
public final class SandboxClock implements InstantSource {
    /// How the time passes.
    public sealed interface Mode {
        /// The real time, moved by an offset; zero for the plain real time.
        record Offset(Duration offset) implements Mode {}

        /// From a moment on, so many sandbox seconds a real second.
        record Rate(double rate, Instant realStart, Instant start) implements Mode {}

        /// Stands still.
        record Manual(Instant now) implements Mode {}
    }

    private static final Duration NEVER = Duration.ofDays(1);
    public static final Mode SYSTEM = new Mode.Offset(Duration.ZERO);

    private final InstantSource real;
    private volatile Mode mode;

    public SandboxClock(InstantSource real, Mode mode) {
        this.real = real;
        this.mode = mode;
    }

    public static SandboxClock system() {
        return new SandboxClock(InstantSource.system(), SYSTEM);
    }

    public Mode mode() {
        return mode;
    }

    @Override
    public Instant instant() {
        return switch (mode) {
            case Mode.Offset(var offset) -> real.instant().plus(offset);
            case Mode.Rate(var rate, var realStart, var start) ->
                start.plusNanos(
                        (long) (Duration.between(realStart, real.instant()).toNanos() * rate));
            case Mode.Manual(var now) -> now;
        };
    }

    /// The time outside, for what protects the process and not the world.
    public Instant realInstant() {
        return real.instant();
    }

    public long seconds() {
        return instant().getEpochSecond();
    }

    public void set(Mode next) {
        mode = next;
    }

    /// From now on so much faster than the real time.
    public void setRate(double rate) {
        mode = new Mode.Rate(rate, real.instant(), instant());
    }

    /// Moves a clock that stands still.
    void moveTo(Instant now) {
        if (!(mode instanceof Mode.Manual)) {
            throw new IllegalStateException("clock: only a manual clock is moved (expected: mode manual)");
        }
        mode = new Mode.Manual(now);
    }

    /// How long to wait, in real time, until a time of the sandbox; for ever where the clock stands still.
    Duration realTimeUntil(Instant due) {
        var missing = Duration.between(instant(), due);
        return switch (mode) {
            case Mode.Offset offset -> missing;
            case Mode.Rate(var rate, var realStart, var start) -> Duration.ofNanos((long) (missing.toNanos() / rate));
            case Mode.Manual manual -> missing.isPositive() ? NEVER : missing;
        };
    }
}
