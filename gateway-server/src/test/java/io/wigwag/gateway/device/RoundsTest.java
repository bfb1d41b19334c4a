package io.wigwag.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final BlockingQueue<Runnable> planned = new LinkedBlockingQueue<>();
    private final Timers timers = (_, task) -> {
        planned.add(task);
        return () -> planned.remove(task);
    };
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger atOnce = new AtomicInteger();
    private final Rounds rounds = new Rounds("test", Duration.ofSeconds(30), timers, this::work);

    private void work() {
        assertThat(atOnce.incrementAndGet()).isEqualTo(1);
        begun.release();
        mayEnd.acquireUninterruptibly();
        atOnce.decrementAndGet();
    }

    @Test
    void whoeverHasAReasonGoesOnAndReasonsMeanwhileAreOneRoundMore() throws Exception {
        rounds.begin();
        begun.acquire();
        rounds.begin();
        rounds.begin();
        rounds.begin();
        mayEnd.release();
        begun.acquire();
        mayEnd.release();
        planned.take().run();
        begun.acquire();
        assertThat(begun.availablePermits()).isZero();
        assertThat(planned).isEmpty();
        mayEnd.release();
        rounds.end();
    }

    @Test
    void aRoundThatFailsIsNotTheLast() throws Exception {
        var rounds = new Rounds("failing", Duration.ofSeconds(30), timers, () -> {
            begun.release();
            throw new IllegalStateException("as the test wants");
        });
        rounds.begin();
        begun.acquire();
        planned.take().run();
        begun.acquire();
        rounds.end();
    }

    @Test
    void theEndWaitsForTheRoundThatGoesOnAndThereIsNoOther() throws Exception {
        rounds.begin();
        begun.acquire();
        rounds.begin();
        var ended = CompletableFuture.runAsync(rounds::end);
        assertThat(ended).isNotDone();
        // The end is told to the round only through what it does next.
        mayEnd.release(2);
        ended.join();
        rounds.begin();
        assertThat(atOnce).hasValue(0);
        assertThat(planned).isEmpty();
    }
}
