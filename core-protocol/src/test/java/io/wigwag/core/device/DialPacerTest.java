package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Thousands that want to connect in one moment do so one after the other.
class DialPacerTest {
    private final ManualTime time = new ManualTime();
    private final List<Integer> dialled = new ArrayList<>();

    @Test
    void aFewGoAtOnce() {
        var pacer = new DialPacer(10, 3, time, time);
        IntStream.range(0, 3).forEach(i -> pacer.await(() -> dialled.add(i)));
        assertThat(dialled).containsExactly(0, 1, 2);
    }

    @Test
    void aStormIsSpreadInTheOrderOfItsComing() {
        var pacer = new DialPacer(10, 3, time, time);
        IntStream.range(0, 1_000).forEach(i -> pacer.await(() -> dialled.add(i)));
        assertThat(dialled).hasSize(3);
        time.pass(Duration.ofSeconds(1));
        assertThat(dialled).hasSize(13);
        time.pass(Duration.ofSeconds(98));
        assertThat(dialled).hasSize(993).isSorted();
        time.pass(Duration.ofSeconds(1));
        assertThat(dialled).hasSize(1_000);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void whoGivesUpItsPlaceCostsNobodyATurn() {
        var pacer = new DialPacer(10, 1, time, time);
        var _ = pacer.await(() -> dialled.add(0));
        var gone = pacer.await(() -> dialled.add(1));
        pacer.await(() -> dialled.add(2));
        gone.cancel();
        time.pass(Duration.ofMillis(100));
        assertThat(dialled).containsExactly(0, 2);
    }

    @Test
    void aQuietTimeSavesNoMoreThanOneBurst() {
        var pacer = new DialPacer(10, 3, time, time);
        time.pass(Duration.ofHours(1));
        IntStream.range(0, 10).forEach(i -> pacer.await(() -> dialled.add(i)));
        assertThat(dialled).hasSize(3);
    }
}
