package io.wigwag.core.message.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.MessageId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final DeviceAddress BEN = new DeviceAddress("7002_1", 7);
    private static final DeviceAddress CLEO = new DeviceAddress("7003_1", 0);

    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final Patience patience = new Patience(() -> now);

    private boolean isGiven(DeviceAddress device, String id) {
        return patience.permits(device, new MessageId(id));
    }

    private void useUp(DeviceAddress device, String ids) {
        for (var i = 0; i < Patience.AT_ONCE; i++) {
            assertThat(isGiven(device, ids + i)).isTrue();
        }
        assertThat(isGiven(device, ids)).isFalse();
    }

    @Test
    void oneMessageIsGivenToADeviceTenTimes() {
        for (var i = 0; i < Patience.SAME_MESSAGE; i++) {
            assertThat(isGiven(BEN, "A")).isTrue();
        }
        now = now.plus(Duration.ofDays(1));
        assertThat(isGiven(BEN, "A")).isFalse();
        assertThat(isGiven(BEN, "B")).isTrue();
        assertThat(isGiven(CLEO, "A")).isTrue();
    }

    @Test
    void whoAsksForEverythingHasToWait() {
        useUp(BEN, "A");
        assertThat(isGiven(CLEO, "B")).isTrue();
        now = now.plus(Patience.EACH.multipliedBy(2));
        assertThat(isGiven(BEN, "B1")).isTrue();
        assertThat(isGiven(BEN, "B2")).isTrue();
        assertThat(isGiven(BEN, "B3")).isFalse();
        now = now.plus(Duration.ofDays(1));
        useUp(BEN, "C");
    }

    @Test
    void aClockThatIsPutBackGivesAndTakesNothing() {
        useUp(BEN, "A");
        now = now.minus(Duration.ofHours(1));
        assertThat(isGiven(BEN, "B")).isFalse();
        now = now.plus(Duration.ofHours(1)).plus(Patience.EACH);
        assertThat(isGiven(BEN, "B")).isTrue();
        assertThat(isGiven(BEN, "C")).isFalse();
    }
}
