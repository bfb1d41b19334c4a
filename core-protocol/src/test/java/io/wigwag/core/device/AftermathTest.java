package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.Consequence;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import io.wigwag.core.link.Backoff;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.stanza.Disconnect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The table of the engine's patience, row by row.
class AftermathTest {
    private static final long SEED = 7;
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final Aftermath aftermath =
            new Aftermath(new Backoff(FIRST, Duration.ofMinutes(5)), new SplittableRandom(SEED));

    private static LineEnd lost() {
        return new LineEnd.Ended(new CloseReason(CloseReason.Kind.LOST, ""));
    }

    private Aftermath.Next after(DisconnectReason reason, boolean linked, int failures, int restarts) {
        var goodbye = new Disconnect(reason, OptionalInt.empty(), Optional.empty());
        return aftermath.of(
                new Aftermath.End(new LineEnd.Closed(), Optional.of(goodbye), linked, failures, restarts), NOW);
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonHasItsPlace(DisconnectReason reason) {
        var next = after(reason, true, 0, 0);
        switch (reason.consequence()) {
            case RECONNECT_NOW -> assertThat(next).isEqualTo(new Aftermath.Next.Restart());
            case BACK_OFF ->
                assertThat(next)
                        .isInstanceOfSatisfying(
                                Aftermath.Next.Dial.class,
                                dial -> assertThat(dial.failures()).isOne());
            case BACK_OFF_LONG ->
                assertThat(next)
                        .isInstanceOfSatisfying(
                                Aftermath.Next.Dial.class,
                                dial -> assertThat(dial.failures()).isEqualTo(5));
            case UPDATE_CLIENT -> assertThat(next).isEqualTo(new Aftermath.Next.Outdated());
            case PAIR_AGAIN -> assertThat(next).isEqualTo(new Aftermath.Next.Rest(new DeviceStatus.LoggedOut(reason)));
            case YIELD -> assertThat(next).isEqualTo(new Aftermath.Next.Rest(new DeviceStatus.Replaced()));
            case STOP -> assertThat(next).isEqualTo(new Aftermath.Next.Rest(new DeviceStatus.Refused(reason)));
            case WAIT_FOR_END_OF_BAN, STAY_AWAY ->
                assertThat(next)
                        .isEqualTo(new Aftermath.Next.Rest(
                                new DeviceStatus.Banned(reason, Optional.empty(), Optional.empty())));
        }
        assertThat(next instanceof Aftermath.Next.Dial || next instanceof Aftermath.Next.Restart)
                .as("what the reason says of itself")
                .isEqualTo(reason.consequence().reconnects());
    }

    @Test
    void whoWasNeverLinkedCannotBeLoggedOut() {
        assertThat(after(DisconnectReason.LOGGED_OUT, false, 0, 0))
                .isEqualTo(new Aftermath.Next.Rest(new DeviceStatus.Refused(DisconnectReason.LOGGED_OUT)));
        assertThat(DisconnectReason.LOGGED_OUT.consequence()).isEqualTo(Consequence.PAIR_AGAIN);
    }

    /// A server that says nothing but "restart" must not make us turn in a circle.
    @Test
    void restartsInARowAreFailuresInTheEnd() {
        assertThat(after(DisconnectReason.RESTART_REQUIRED, true, 0, 2)).isEqualTo(new Aftermath.Next.Restart());
        assertThat(after(DisconnectReason.RESTART_REQUIRED, true, 0, 3))
                .isInstanceOfSatisfying(
                        Aftermath.Next.Dial.class,
                        dial -> assertThat(dial.failures()).isOne());
    }

    @Test
    void waitsGrowWithFailuresUpToTheCap() {
        for (var failures = 0; failures < 40; failures++) {
            var end = new Aftermath.End(lost(), Optional.empty(), true, failures, 0);
            var dial = (Aftermath.Next.Dial) aftermath.of(end, NOW);
            assertThat(dial.failures()).isEqualTo(failures + 1);
            var bound = failures >= 9 ? Duration.ofMinutes(5) : FIRST.multipliedBy(1L << failures);
            assertThat(dial.delay()).as("seed %d, failures %d", SEED, failures).isBetween(Duration.ZERO, bound);
        }
    }
}
