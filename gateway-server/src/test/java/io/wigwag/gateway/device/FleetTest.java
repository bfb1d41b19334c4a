package io.wigwag.gateway.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.Timers;
import io.wigwag.core.port.Transport;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.DeviceStates;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.testing.FlakyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Processes that share a store: a device that should run runs in one of them, whoever comes and goes.
class FleetTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-21T12:00:00Z");

    private final MemoryAdapter disk = new MemoryAdapter();
    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = MasterKey.generate("test", random);
    /// Which process connects a device.
    private final BlockingQueue<String> dialled = new LinkedBlockingQueue<>();

    FleetTest() throws Exception {}

    /// A server that takes connections and says nothing.
    private final class Silence implements Transport {
        private final String process;
        private final ExecutorService thread =
                Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

        Silence(String process) {
            this.process = process;
        }

        @Override
        public Connection open(Endpoint endpoint, ConnectionEvents events) {
            dialled.add(process);
            return new Connection() {
                @Override
                public void execute(Runnable task) {
                    thread.execute(task);
                }

                @Override
                public void write(Octets bytes) {
                    // It goes nowhere.
                }

                @Override
                public void reading(boolean wanted) {
                    // There is nothing to be read.
                }

                @Override
                public void close() {
                    thread.execute(() -> events.closed(new CloseReason(CloseReason.Kind.OURS, "")));
                }
            };
        }

        @Override
        public void close() {
            // What ends late is heard by nobody.
        }
    }

    private static final class NoMail implements Fleet.Mailing {
        @Override
        public MailKeeper keeper(Station station) {
            return MailKeeper.NONE;
        }

        @Override
        public void online(Station station) {
            throw new AssertionError("nobody answers here");
        }

        @Override
        public void gone(Station station) {
            // It had none.
        }

        @Override
        public void forget(Tenant tenant, String device) {
            // There is none.
        }
    }

    /// A gateway as far as devices go.
    private final class Node implements AutoCloseable {
        private final AtomicBoolean storeIsAway = new AtomicBoolean();
        private final BlockingQueue<Runnable> planned = new LinkedBlockingQueue<>();
        private final SystemTimers engineTimers = new SystemTimers();
        private final Silence server;
        private final DocumentStore store;
        private final Membership membership;
        private final DeviceBook book;
        private final Fleet fleet;

        Node(String id) throws Exception {
            server = new Silence(id);
            var adapter = new FlakyAdapter(disk, storeIsAway::get);
            var keys = new DataKeys(
                    DocumentKeychains.over(adapter),
                    new LocalMasterKeys(List.of(master), random),
                    random,
                    CLOCK,
                    DataKeys.Bounds.DEFAULT);
            var schemas = new ArrayList<>(Catalogue.schemas());
            schemas.addAll(DeviceBook.schemas());
            store = DocumentStore.open(adapter, new RecordSealer(keys, random), schemas);
            membership = Membership.join(store, id, "test", CLOCK, () -> 0, PATIENCE);
            var leases = new Leases(store, membership, Set.of());
            var memories = new TenantDevices(
                    tenant -> new DeviceStates(store, tenant, leases, new LookupHashes(keys), CommitWitness.NONE));
            var engine = new DeviceEngine(
                    EngineSettings.DEFAULT,
                    new EnginePorts(
                            server,
                            memories,
                            new ClientProfiles(ClientProfile.SHIPPED, CLOCK),
                            engineTimers,
                            CLOCK,
                            random));
            var rules = new Events.Rules(Duration.ofDays(7), Duration.ZERO);
            var events = new Events(store, membership, CLOCK, new SplittableRandom(1), rules);
            book = new DeviceBook(store, CLOCK, new SortableIds(CLOCK, new SplittableRandom(2)));
            Timers timers = (_, task) -> {
                planned.add(task);
                return () -> planned.remove(task);
            };
            fleet = new Fleet(engine, memories, book, events, new NoMail(), timers, CLOCK);
        }

        /// The next round comes.
        void round() throws InterruptedException {
            planned.take().run();
        }

        @Override
        public void close() {
            fleet.close();
            membership.leave();
            server.close();
            engineTimers.close();
            store.close();
        }
    }

    @Test
    void whatAProcessLeavesBehindIsTakenOverThoughNobodyReportsIt() throws Exception {
        var first = new Node("one");
        var device = first.book.create(ANA, Optional.empty(), true);
        first.fleet.serve();
        assertThat(dialled.take()).isEqualTo("one");
        try (var second = new Node("two")) {
            second.fleet.serve();
            second.round();
            assertThat(second.fleet.find(ANA, device.id())).isEmpty();
            first.close();
            var taken = dialled.poll();
            while (taken == null) {
                second.round();
                taken = dialled.poll(100, TimeUnit.MILLISECONDS);
            }
            assertThat(taken).isEqualTo("two");
            assertThat(second.fleet.find(ANA, device.id())).isPresent();
        }
    }

    @Test
    void aRoundThatTheStoreSpoiltIsMadeUpFor() throws Exception {
        try (var node = new Node("one")) {
            var _ = node.book.create(ANA, Optional.empty(), true);
            node.storeIsAway.set(true);
            node.fleet.serve();
            var next = node.planned.take();
            assertThat(dialled).isEmpty();
            node.storeIsAway.set(false);
            next.run();
            assertThat(dialled.take()).isEqualTo("one");
        }
    }

    @Test
    void aWantedDeviceIsBegunByWhoeverOpensIt() throws Exception {
        try (var node = new Node("one")) {
            var wanted = node.book.create(ANA, Optional.empty(), true);
            var resting = node.book.create(ANA, Optional.empty(), false);
            assertThat(node.fleet.station(ANA, resting.id()).handle().account().get())
                    .isEmpty();
            assertThat(dialled).isEmpty();
            var _ = node.fleet.station(ANA, wanted.id());
            assertThat(dialled.take()).isEqualTo("one");
        }
    }

    @Test
    void aStoreThatDoesNotAnswerKeepsNoDeviceFromItsEnd() throws Exception {
        var node = new Node("one");
        for (var count = 0; count < 3; count++) {
            var _ = node.book.create(ANA, Optional.empty(), true);
        }
        node.fleet.serve();
        for (var count = 0; count < 3; count++) {
            var _ = dialled.take();
        }
        node.storeIsAway.set(true);
        node.fleet.close();
        assertThat(node.fleet.count("connecting")).isZero();
        node.storeIsAway.set(false);
        node.close();
    }
}
