package io.wigwag.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DepartureTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Departure departure = new Departure();

    @Test
    void whoWaitsAgainAndAgainLeavesNothingBehindAtWhatMayCome() throws Exception {
        var coming = new CompletableFuture<String>();
        for (var i = 0; i < 1000; i++) {
            assertThat(departure.await(coming, Duration.ZERO)).isEmpty();
        }
        assertThat(coming.getNumberOfDependents()).isEqualTo(1);
        coming.complete("news");
        assertThat(departure.await(coming, LONG)).contains("news");
    }

    @Test
    void whatCameIsNotKept() throws Exception {
        var come = new ArrayList<WeakReference<Object>>();
        for (var i = 0; i < 100; i++) {
            come.add(gone());
        }
        while (!come.stream().allMatch(news -> news.refersTo(null))) {
            System.gc();
        }
        assertThat(departure.isOver()).isFalse();
    }

    private WeakReference<Object> gone() throws InterruptedException {
        var news = new Object();
        var got = departure.await(CompletableFuture.completedFuture(news), LONG);
        assertThat(got).contains(news);
        return new WeakReference<>(news);
    }

    @Test
    void noWakeUpIsLost() throws Exception {
        for (var round = 0; round < 2000; round++) {
            var coming = new CompletableFuture<Integer>();
            var number = round;
            Thread.ofVirtual().start(() -> coming.complete(number));
            assertThat(departure.await(coming, LONG)).contains(number);
        }
        for (var round = 0; round < 2000; round++) {
            var waiting = new Departure();
            Thread.ofVirtual().start(waiting::begin);
            assertThat(waiting.await(new CompletableFuture<String>(), LONG)).isEmpty();
            assertThat(waiting.isOver()).isTrue();
        }
    }

    @Test
    void manyMayWaitForDifferentThings() throws Exception {
        var first = new CompletableFuture<String>();
        var second = new CompletableFuture<String>();
        var waiting = List.of(waiting(first), waiting(second));
        second.complete("two");
        assertThat(waiting.getLast().get()).isEqualTo("two");
        first.complete("one");
        assertThat(waiting.getFirst().get()).isEqualTo("one");
    }

    private CompletableFuture<String> waiting(CompletableFuture<String> coming) {
        var got = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try {
                got.complete(departure.await(coming, LONG).orElse("nothing"));
            } catch (InterruptedException ending) {
                got.completeExceptionally(ending);
            }
        });
        return got;
    }

    @Test
    void aFailureIsNotTakenForNothing() {
        var coming = new CompletableFuture<String>();
        coming.completeExceptionally(new IllegalStateException("a mistake"));
        assertThatThrownBy(() -> departure.await(coming, LONG)).hasRootCauseMessage("a mistake");
    }
}
