package io.wigwag.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final long SEED = 515;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    @Test
    void theBoundDoublesUpToTheCap() {
        assertThat(IntStream.range(0, 12).mapToObj(BACKOFF::bound).map(Duration::toSeconds))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
        assertThat(BACKOFF.bound(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
        var endless = new Backoff(Duration.ofNanos(1), Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(endless.bound(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(Long.MAX_VALUE));
    }

    @Test
    void theWaitIsAnythingFromNothingToTheBound() {
        var random = new Random(SEED);
        for (var failures = 0; failures < 12; failures++) {
            var bound = BACKOFF.bound(failures).toMillis();
            var waits = new long[2000];
            for (var i = 0; i < waits.length; i++) {
                waits[i] = BACKOFF.delay(failures, random).toMillis();
            }
            assertThat(Arrays.stream(waits))
                    .as("seed %d, failures %d", SEED, failures)
                    .allMatch(wait -> wait >= 0 && wait <= bound);
            assertThat(IntStream.range(0, waits.length)
                            .mapToLong(i -> waits[i])
                            .average()
                            .orElseThrow())
                    .as("seed %d, failures %d", SEED, failures)
                    .isCloseTo(bound / 2.0, within(bound * 0.05));
        }
    }

    @Test
    void thousandsOfDevicesDoNotComeAtOnce() {
        var random = new Random(SEED);
        var bySecond = new int[33];
        for (var device = 0; device < 10_000; device++) {
            bySecond[(int) BACKOFF.delay(6, random).toSeconds()]++;
        }
        assertThat(Arrays.stream(bySecond)).as("seed %d", SEED).allMatch(devices -> devices < 450);
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BACKOFF.bound(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
