package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.LinkEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What happens to a device reaches its listener in order; a slow one loses the oldest and knows how many.
class EventQueueTest {
    private final List<DeviceEvent> heard = new CopyOnWriteArrayList<>();

    private static DeviceEvent event(int number) {
        return new LinkEvent.HandedOver(number);
    }

    @Test
    void aSlowListenerKeepsNobodyWaitingAndLearnsWhatItMissed() throws Exception {
        var holding = new CountDownLatch(1);
        var first = new CountDownLatch(1);
        var last = new CountDownLatch(1);
        var queue = new EventQueue(
                "test",
                event -> {
                    heard.add(event);
                    first.countDown();
                    if (event.equals(event(999))) {
                        last.countDown();
                    }
                    try {
                        holding.await();
                    } catch (InterruptedException told) {
                        Thread.currentThread().interrupt();
                    }
                },
                10);
        queue.publish(event(0));
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        IntStream.range(1, 1_000).forEach(i -> queue.publish(event(i)));
        holding.countDown();
        assertThat(last.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).hasSize(12);
        assertThat(heard.get(1)).isEqualTo(new DeviceEvent.EventsMissed(989));
        assertThat(heard.get(2)).isEqualTo(event(990));
    }

    @Test
    void aListenerThatThrowsHearsTheNextEvent() throws Exception {
        var done = new CountDownLatch(1);
        var queue = new EventQueue(
                "test",
                event -> {
                    if (event.equals(event(1))) {
                        throw new IllegalStateException("as the test wants it");
                    }
                    if (event.equals(event(2))) {
                        throw new AssertionError("as the test wants it");
                    }
                    heard.add(event);
                    if (event.equals(event(3))) {
                        done.countDown();
                    }
                },
                10);
        IntStream.range(0, 4).forEach(i -> queue.publish(event(i)));
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).containsExactly(event(0), event(3));
    }
}
