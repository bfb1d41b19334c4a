package io.wigwag.sandbox.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorldLoopTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final SandboxClock clock = new SandboxClock(InstantSource.system(), new SandboxClock.Mode.Manual(START));
    private final WorldLoop loop = new WorldLoop(clock);

    @AfterEach
    void end() {
        loop.close();
    }

    @Test
    void tasksRunOneAfterTheOtherOnOneThread() throws Exception {
        var order = new ArrayList<Integer>();
        for (var i = 0; i < 100; i++) {
            var number = i;
            loop.execute(() -> order.add(number));
        }

        assertThat(loop.call(() -> List.copyOf(order))).hasSize(100).isSorted();
    }

    @Test
    void aClockThatStandsStillFiresNothingByItself() throws Exception {
        var fired = new ArrayList<Instant>();
        loop.call(() -> loop.schedule(Duration.ofSeconds(1), () -> fired.add(clock.instant())));

        loop.advance(Duration.ofMillis(999));
        assertThat(loop.call(() -> List.copyOf(fired))).isEmpty();

        loop.advance(Duration.ofMillis(1));
        assertThat(loop.call(() -> List.copyOf(fired))).containsExactly(START.plusSeconds(1));
    }

    @Test
    void whatFallsDueFiresInTheOrderOfTime() throws Exception {
        var fired = new ArrayList<String>();
        loop.call(() -> {
            loop.schedule(Duration.ofSeconds(3), () -> fired.add("3 at " + clock.seconds()));
            loop.schedule(Duration.ofSeconds(1), () -> {
                fired.add("1 at " + clock.seconds());
                loop.schedule(Duration.ofSeconds(1), () -> fired.add("2 at " + clock.seconds()));
            });
            return true;
        });

        loop.advance(Duration.ofMinutes(1));

        var start = START.getEpochSecond();
        assertThat(loop.call(() -> List.copyOf(fired)))
                .containsExactly("1 at " + (start + 1), "2 at " + (start + 2), "3 at " + (start + 3));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void aCancelledTimerNeverFires() throws Exception {
        var fired = new ArrayList<String>();
        var timer = loop.call(() -> loop.schedule(Duration.ofSeconds(1), () -> fired.add("late")));
        loop.call(() -> {
            timer.cancel();
            return true;
        });

        loop.advance(Duration.ofSeconds(2));

        assertThat(loop.call(() -> List.copyOf(fired))).isEmpty();
    }

    @Test
    void aRunningClockFiresInRealTime() throws Exception {
        var fired = new CountDownLatch(1);
        loop.call(() -> {
            clock.set(SandboxClock.SYSTEM);
            return loop.schedule(Duration.ofMillis(1), fired::countDown);
        });

        fired.await();
    }

    @Test
    void aFastClockCoversMoreThanTheRealTime() throws Exception {
        var fired = new CountDownLatch(1);
        loop.call(() -> {
            clock.setRate(3600);
            return loop.schedule(Duration.ofMinutes(1), fired::countDown);
        });

        fired.await();
    }

    @Test
    void aFailedCallFailsAtTheCaller() {
        assertThatThrownBy(() -> loop.call(() -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(loop.failures()).isZero();
    }

    @Test
    void aFailedTaskIsCountedAndTheWorldGoesOn() throws Exception {
        loop.execute(() -> {
            throw new IllegalStateException("a defect");
        });

        assertThat(loop.call(() -> "still here")).isEqualTo("still here");
        assertThat(loop.failures()).isEqualTo(1);
    }

    @Test
    void onlyAStandingClockIsMoved() throws Exception {
        loop.call(() -> {
            clock.set(SandboxClock.SYSTEM);
            return true;
        });

        assertThatThrownBy(() -> loop.advance(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsCancelledNeverFiresAndIsNotKept() throws Exception {
        var fired = new ArrayList<String>();
        loop.call(() -> {
            var first = loop.schedule(Duration.ofSeconds(1), () -> fired.add("cancelled"));
            var second = loop.schedule(Duration.ofSeconds(1), () -> fired.add("kept"));
            loop.schedule(Duration.ZERO, first::cancel);
            assertThat(loop.planned()).isEqualTo(3);
            return second;
        });
        loop.advance(Duration.ZERO);
        assertThat(loop.call(loop::planned)).isEqualTo(1);
        loop.advance(Duration.ofSeconds(1));
        assertThat(loop.call(() -> List.copyOf(fired))).containsExactly("kept");
        assertThat(loop.call(loop::planned)).isZero();
    }
}
