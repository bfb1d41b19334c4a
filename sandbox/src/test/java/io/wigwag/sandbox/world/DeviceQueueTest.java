package io.wigwag.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceQueueTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private final DeviceQueue queue = new DeviceQueue(_ -> {});

    private QueueEntry add(String id) {
        return queue.add(
                QueueEntry.Kind.MESSAGE, Node.tag("message").attribute("id", id).build(), NOW);
    }

    @Test
    void onlyWhatWasSentCanBeSettled() {
        var entry = add("1");

        assertThat(queue.settle(_ -> true)).isEmpty();
        entry.sent();
        assertThat(queue.settle(_ -> true)).contains(entry);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void ofEntriesWithOneIdTheOldestIsSettled() {
        var first = add("1");
        var second = add("1");
        first.sent();
        second.sent();

        assertThat(queue.settle(entry -> entry.stanza().attributes().is("id", "1")))
                .contains(first);
        assertThat(queue.entries()).containsExactly(second);
    }

    @Test
    void whatALostConnectionHadGoesOutAgainInItsOldOrder() {
        var first = add("1");
        add("2");
        first.sent();

        queue.connectionLost();

        assertThat(queue.entries()).allMatch(entry -> !entry.isUnderWay());
        assertThat(queue.entries())
                .extracting(entry -> entry.stanza().attributes().text("id").orElseThrow())
                .containsExactly("1", "2");
        assertThat(first.timesSent()).isEqualTo(1);
    }

    @Test
    void anEntryCanGoBeforeAllOthers() {
        var last = add("1");
        var first = queue.addFirst(QueueEntry.Kind.MESSAGE, Node.of("message"), NOW);

        assertThat(queue.entries()).containsExactly(first, last);
    }
}
