package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.lease.Heartbeat;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// Who has lost its membership is told what to do, and not again with every beat.
class LostMembershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final AtomicLong nanos = new AtomicLong();
    private final Semaphore asked = new Semaphore(0);
    private final BlockingQueue<ILoggingEvent> said = new LinkedBlockingQueue<>();

    private long ticks() {
        asked.release();
        return nanos.get();
    }

    @Test
    void anErrorSaysOnceWhatToDo() throws Exception {
        var log = (Logger) LoggerFactory.getLogger(Heartbeat.class);
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                said.add(event);
            }
        };
        appender.start();
        log.addAppender(appender);
        var store = DocumentStore.open(new MemoryAdapter(), new ScrambleSealer(), Leases.schemas());
        var member = Membership.join(store, "m1", "test", () -> Instant.EPOCH, this::ticks, PATIENCE);
        try (var _ = Heartbeat.start(member, Duration.ofMillis(8), _ -> {})) {
            asked.acquire(10);
            assertThat(said).isEmpty();
            nanos.addAndGet(PATIENCE.toNanos());
            var event = said.take();
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage()).contains("restart it");
            asked.drainPermits();
            asked.acquire(10);
        } finally {
            log.detachAppender(appender);
        }
        assertThat(said).isEmpty();
        assertThat(member.isCertain()).isFalse();
    }
}
