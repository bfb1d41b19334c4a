package io.wigwag.storage.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Members live by their heartbeats.
class HeartbeatTest {
    private static final Duration PATIENCE = Duration.ofSeconds(12);

    private final AtomicLong nanos = new AtomicLong();
    private final DocumentAdapter adapter = new MemoryAdapter();
    private final DocumentStore store = DocumentStore.open(adapter, new ScrambleSealer(), Leases.schemas());

    private Membership join(String id) {
        return Membership.join(store, id, "host", () -> Instant.EPOCH, nanos::get, PATIENCE);
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void eachBeatRenewsAndTheSilentAreBuriedOnce() {
        var silent = join("m1");
        var beating = join("m2");
        var buried = new ArrayList<String>();
        try (var heartbeat = new Heartbeat(beating, buried::addAll)) {
            for (var beats = 0; beats < 10; beats++) {
                heartbeat.beat();
                pass(3);
            }
        }
        assertThat(beating.isCertain()).isTrue();
        assertThat(silent.renew()).isFalse();
        assertThat(buried).containsExactly("m1");
    }

    @Test
    void twoFailedBeatsDoNoHarmAndMoreMakeUncertain() {
        var beating = join("m1");
        try (var heartbeat = new Heartbeat(beating, _ -> {})) {
            heartbeat.beat();
            store.close();
            for (var beats = 0; beats < 3; beats++) {
                pass(3);
                heartbeat.beat();
                assertThat(beating.isCertain()).isTrue();
            }
            pass(3);
            heartbeat.beat();
            assertThat(beating.isCertain()).isFalse();
        }
    }

    @Test
    void anUndertakerWhoFailsDoesNotStopTheHeart() {
        join("m1");
        var beating = join("m2");
        try (var heartbeat = new Heartbeat(beating, _ -> {
            throw new IllegalStateException("as the test wants");
        })) {
            for (var beats = 0; beats < 10; beats++) {
                heartbeat.beat();
                pass(3);
            }
        }
        assertThat(beating.isCertain()).isTrue();
    }

    @Test
    void itBeatsByItself() throws Exception {
        join("m1");
        var beating = join("m2");
        beating.buryTheSilent();
        for (var i = 0; i < 5; i++) {
            pass(3);
            beating.renew();
        }
        var buried = new CompletableFuture<List<String>>();
        try (var _ = Heartbeat.start(beating, Duration.ofMillis(4), buried::complete)) {
            assertThat(buried.get()).containsExactly("m1");
        }
    }
}
