package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QrScheduleTest {
    @Test
    void aFullSetBeginsWithAMinute() {
        var schedule = new QrSchedule(6);

        assertThat(shown(schedule, 0)).contains(new QrSchedule.Shown(0, Duration.ofSeconds(60)));
        assertThat(shown(schedule, 59_999)).contains(new QrSchedule.Shown(0, Duration.ofSeconds(60)));
        assertThat(shown(schedule, 60_000)).contains(new QrSchedule.Shown(1, Duration.ofSeconds(80)));
        assertThat(shown(schedule, 159_999)).contains(new QrSchedule.Shown(5, Duration.ofSeconds(160)));
        assertThat(shown(schedule, 160_000)).isEmpty();
        assertThat(schedule.end()).isEqualTo(Duration.ofSeconds(160));
    }

    @Test
    void anyOtherSetIsShownEvenly() {
        var schedule = new QrSchedule(5);

        assertThat(shown(schedule, 19_999)).contains(new QrSchedule.Shown(0, Duration.ofSeconds(20)));
        assertThat(shown(schedule, 20_000)).contains(new QrSchedule.Shown(1, Duration.ofSeconds(40)));
        assertThat(schedule.end()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void theEndIsWhereNothingIsShownAnyMore() {
        for (var codes = 1; codes < 20; codes++) {
            var schedule = new QrSchedule(codes);
            assertThat(schedule.at(schedule.end())).isEmpty();
            assertThat(schedule.at(schedule.end().minusNanos(1)))
                    .contains(new QrSchedule.Shown(codes - 1, schedule.end()));
        }
    }

    @Test
    void thereIsAlwaysACode() {
        assertThatThrownBy(() -> new QrSchedule(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QrSchedule(6).time(6)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<QrSchedule.Shown> shown(QrSchedule schedule, long millis) {
        return schedule.at(Duration.ofMillis(millis));
    }
}
