package io.wigwag.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Departure;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.testing.MemoryAdapter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/// A stream of events whose store others write to, too, so that readers stay behind the present.
class SharedStreamTest {
    private static final Tenant TENANT = new Tenant("ana");
    private static final Duration SETTLING = Duration.ofMillis(20);

    private final DocumentStore store;
    private final Events events;
    private final DeviceJournal journal;
    private final AtomicInteger looks = new AtomicInteger();
    private final Departure departure = new Departure();
    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();
    private volatile Instant now = Instant.parse("2026-11-21T12:00:00Z");

    SharedStreamTest() throws Exception {
        var disk = new MemoryAdapter();
        var random = new SecureRandom();
        var keys = new DataKeys(
                DocumentKeychains.over(disk),
                new LocalMasterKeys(List.of(MasterKey.generate("test", random)), random),
                random,
                () -> now,
                DataKeys.Bounds.DEFAULT);
        store = DocumentStore.open(disk, new RecordSealer(keys, random), Catalogue.schemas());
        var membership = Membership.joinAlone(store, "process", "test", () -> now);
        events = new Events(
                store, membership, this::look, new SplittableRandom(1), new Events.Rules(Duration.ofDays(7), SETTLING));
        journal = events.journal(TENANT, "dev_1").orElseThrow();
    }

    private Instant look() {
        looks.incrementAndGet();
        return now;
    }

    @AfterEach
    void end() {
        departure.begin();
    }

    private void stream(Duration heartbeat) {
        var response =
                new EventRoutes(events, heartbeat).stream(TENANT, Optional.empty(), events.end(TENANT), departure);
        var source = ((Content.Stream) response.content()).source();
        Thread.ofVirtual().start(() -> {
            try {
                source.writeTo(bytes -> written.add(new String(bytes.toArray(), StandardCharsets.UTF_8)));
            } catch (Exception broken) {
                written.add("failed: " + broken);
            }
        });
    }

    private String next() throws InterruptedException {
        return String.valueOf(written.poll(30, TimeUnit.SECONDS));
    }

    /// Nothing else is written, and the heart beats much later.
    @Test
    void aSingleEventIsToldWhenItMayBe() throws Exception {
        stream(Duration.ofMinutes(10));
        assertThat(next()).startsWith("retry:");
        journal.write(
                store.batch(),
                List.of(new Happening("device.status", Optional.empty(), JsonNodeFactory.instance.objectNode())));
        var before = looks.get();
        while (looks.get() < before + 3) {
            Thread.onSpinWait();
        }
        assertThat(written).isEmpty();
        now = now.plus(SETTLING).plusMillis(1);
        assertThat(next()).contains("event: device.status");
        assertThat(written).isEmpty();
    }

    @Test
    void theHeartBeatsThroughSilence() throws Exception {
        stream(SETTLING.multipliedBy(2));
        assertThat(next()).startsWith("retry:");
        assertThat(next()).isEqualTo(":\n\n");
        assertThat(next()).isEqualTo(":\n\n");
    }
}
