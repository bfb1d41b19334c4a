package io.wigwag.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SortableIdsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    private final SortableIds ids = new SortableIds(now::get, new SplittableRandom(7));

    @Test
    void whatIsNamedLaterSortsLaterAlsoWithinAMillisecond() {
        var names = Stream.generate(() -> ids.next("msg_")).limit(10_000).toList();
        assertThat(names)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("msg_[0-9A-HJKMNP-TV-Z]{26}"));
    }

    @Test
    void aClockThatIsSetBackChangesNoOrder() {
        var before = ids.next("");
        now.set(now.get().minusSeconds(60));
        assertThat(ids.next("")).isGreaterThan(before);
    }

    @Test
    void aNameBeginsWithTheTime() {
        now.set(Instant.ofEpochMilli(1_469_918_176_385L)); // The example of the ULID specification.
        assertThat(ids.next("")).startsWith("01ARYZ6S41");
    }
}
