package io.wigwag.gateway.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.egress.AddressRules;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressLimits;
import io.wigwag.gateway.egress.Range;
import io.wigwag.gateway.egress.Resolver;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.testing.FlakyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.ScrambleSealer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What comes late: the answer of an address that is another's by now, and the one to a courier whose device is.
class CourierTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final String DEVICE = "dev_1";
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-21T12:00:00Z");

    private final MemoryAdapter disk = new MemoryAdapter();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final HttpServer receiver;

    /// A delivery that waits for its answer.
    private record Asked(String path, String id, CompletableFuture<Integer> answer) {}

    /// What a test fires or does not.
    private static final class Timed implements Timers {
        private final BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

        @Override
        public Timer after(Duration delay, Runnable task) {
            waiting.add(task);
            return () -> waiting.remove(task);
        }

        void fire() {
            var due = new ArrayList<Runnable>();
            waiting.drainTo(due);
            due.forEach(Runnable::run);
        }
    }

    /// A gateway as far as webhooks go.
    private final class Node implements AutoCloseable {
        private final AtomicLong nanos = new AtomicLong();
        private final AtomicBoolean storeIsAway = new AtomicBoolean();
        private final Timed timers = new Timed();
        private final DocumentStore store;
        private final Events events;
        private final Webhooks webhooks;

        Node(String id) {
            var schemas = new ArrayList<>(Catalogue.schemas());
            schemas.addAll(Webhooks.schemas());
            store = DocumentStore.open(new FlakyAdapter(disk, storeIsAway::get), new ScrambleSealer(), schemas);
            var membership = Membership.join(store, id, "test", CLOCK, nanos::get, PATIENCE);
            var rules = new Events.Rules(Duration.ofDays(7), Duration.ZERO);
            events = new Events(store, membership, CLOCK, new SplittableRandom(1), rules);
            var client = new EgressClient(
                    new AddressRules(List.of(Range.parse("127.0.0.1"))),
                    Resolver.ofSystem(),
                    EgressLimits.DEFAULT.withPorts(Set.of()),
                    (SSLSocketFactory) SSLSocketFactory.getDefault(),
                    System::nanoTime);
            var world = new Webhooks.World(client, timers, CLOCK, new SecureRandom());
            webhooks = new Webhooks(store, membership, events, Patience.of(Duration.ofDays(1)), world, (_, _, _) -> {});
        }

        void happens() {
            record News(String what) {}
            var happening = Happening.of("test.news", Shapes.standard().of(News.class), new News("some"));
            try (var journal = events.journal(ANA, DEVICE).orElseThrow()) {
                journal.write(store.batch(), List.of(happening));
            }
        }

        void sendTo(String path) throws Exception {
            var where = URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
            webhooks.put(ANA, DEVICE, where, Optional.empty());
        }

        @Override
        public void close() {
            webhooks.close();
            store.close();
        }
    }

    CourierTest() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", exchange -> {
            var delivery = new Asked(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("webhook-id")),
                    new CompletableFuture<>());
            asked.add(delivery);
            exchange.sendResponseHeaders(delivery.answer().join(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void end() {
        receiver.stop(0);
    }

    @Test
    void anAddressThatWasReplacedMeanwhileIsNotSwitchedOffByTheOldOne() throws Exception {
        try (var process = new Node("one")) {
            process.sendTo("/old");
            process.happens();
            var old = asked.take();
            assertThat(old.path()).isEqualTo("/old");
            process.sendTo("/new");
            old.answer().complete(410);
            var again = asked.take();
            assertThat(again.path()).isEqualTo("/new");
            assertThat(again.id()).isEqualTo(old.id());
            assertThat(process.webhooks.find(ANA, DEVICE).orElseThrow().disabledAt())
                    .isEmpty();
            again.answer().complete(204);
        }
    }

    /// The timers stand still: a courier that waited would never come.
    @Test
    void anAddressThatWasReplacedMeanwhileDoesNotPayForTheOldOne() throws Exception {
        try (var process = new Node("one")) {
            process.sendTo("/old");
            process.happens();
            var old = asked.take();
            process.sendTo("/new");
            old.answer().complete(500);
            var again = asked.take();
            assertThat(again.path()).isEqualTo("/new");
            assertThat(process.webhooks.find(ANA, DEVICE).orElseThrow().failingSince())
                    .isEmpty();
            again.answer().complete(204);
        }
    }

    @Test
    void aCourierWhoseLeaseIsLostNotesNothingAndMakesWay() throws Exception {
        try (var first = new Node("one");
                var second = new Node("two")) {
            first.sendTo("/hook");
            first.happens();
            var early = asked.take();
            // Others may have taken its devices by now.
            first.nanos.addAndGet(PATIENCE.toNanos());
            early.answer().complete(204);
            second.webhooks.serve();
            var late = asked.poll(100, TimeUnit.MILLISECONDS);
            while (late == null) {
                second.timers.fire();
                late = asked.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(late.id()).isEqualTo(early.id());
            late.answer().complete(204);
        }
    }

    @Test
    void aStoreThatDoesNotAnswerKeepsNoCourierFromItsEnd() throws Exception {
        var process = new Node("one");
        process.sendTo("/hook");
        process.happens();
        var delivery = asked.take();
        process.storeIsAway.set(true);
        assertThatCode(process.webhooks::close).doesNotThrowAnyException();
        delivery.answer().complete(204);
    }
}
