package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemTimersTest {
    private static final long TOGETHER = Duration.ofMillis(250).toNanos();

    @Test
    void shortWaitsAreExact() {
        var wait = Duration.ofMillis(1_999).toNanos();
        assertThat(SystemTimers.wait(123_456_789, wait)).isEqualTo(wait);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 123_456_789, -987_654_321_012L, Long.MAX_VALUE - 60_000_000_000L})
    void longOnesEndTogetherAndNeverEarly(long now) {
        for (var seconds : new int[] {2, 15, 45}) {
            var wished = Duration.ofSeconds(seconds).toNanos() + 17;
            var wait = SystemTimers.wait(now, wished);
            assertThat(wait).isBetween(wished, wished + TOGETHER - 1);
            assertThat(Math.floorMod(now + wait, TOGETHER)).isZero();
        }
    }
}
