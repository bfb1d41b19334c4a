package io.wigwag.core.message.receive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.DeviceAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StormsTest {
    private static final DeviceAddress ANNA = new DeviceAddress("7001", 4);
    private static final DeviceAddress BEN = new DeviceAddress("7002", 0);

    private final List<Storms.Summary> told = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final Storms storms = new Storms(() -> now, told::add);

    private int permitted(DeviceAddress author, int failures) {
        var permitted = 0;
        for (var i = 0; i < failures; i++) {
            permitted += storms.permits(author) ? 1 : 0;
        }
        return permitted;
    }

    @Test
    void anAuthorWhoIsBrokenCostsNobodyElse() {
        assertThat(permitted(ANNA, 5_000)).isEqualTo(Storms.AT_ONCE);
        assertThat(permitted(BEN, 10)).isEqualTo(10);
    }

    @Test
    void theBudgetComesBackWithTimeUpToItsSize() {
        assertThat(permitted(ANNA, 5_000)).isEqualTo(Storms.AT_ONCE);
        now = now.plus(Storms.EACH.multipliedBy(7)).plusMillis(500);
        assertThat(permitted(ANNA, 100)).isEqualTo(7);
        now = now.plusMillis(500);
        assertThat(permitted(ANNA, 100)).isEqualTo(1);
        now = now.plus(Duration.ofDays(10));
        assertThat(permitted(ANNA, 5_000)).isEqualTo(Storms.AT_ONCE);
    }

    @Test
    void aMinuteHasOneSummary() {
        var _ = permitted(ANNA, 2_001);
        assertThat(told).containsExactly(new Storms.Summary(1, 0));
        now = now.plusSeconds(59);
        var _ = permitted(ANNA, 1);
        assertThat(told).hasSize(1);
        now = now.plusSeconds(1);
        var _ = permitted(BEN, 1);
        assertThat(told).hasSize(2);
        assertThat(told.getLast()).isEqualTo(new Storms.Summary(2_002, 1_001));
    }
}
