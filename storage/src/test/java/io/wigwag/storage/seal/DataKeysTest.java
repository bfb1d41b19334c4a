package io.wigwag.storage.seal;

import static io.wigwag.storage.seal.SealWorkbench.ANA;
import static io.wigwag.storage.seal.SealWorkbench.BO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.MasterKeys;
import io.wigwag.storage.seal.master.Wrapped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataKeysTest {
    private static final SealContext PLACE = new SealContext(ANA, "phone", "sessions", "id", 1, Octets.EMPTY);
    private static final KeyScope PHONE = new KeyScope(ANA, "phone");
    private static final Octets VALUE = Octets.ofHex("0102");

    private final SealWorkbench bench = new SealWorkbench();

    @Test
    void aDeviceAndItsTenantGetKeysOfTheirOwn() {
        var keys = bench.process();
        keys.toSeal(PHONE);

        assertThat(bench.chains.page(ANA, Optional.empty(), 10))
                .extracting(Keychain::scope)
                .containsExactly(KeyScope.of(ANA), PHONE);
        var all = new HashSet<Octets>();
        for (var scope : new KeyScope[] {KeyScope.of(ANA), PHONE, new KeyScope(ANA, "other"), KeyScope.of(BO)}) {
            all.add(Octets.copyOf(keys.toSeal(scope).lookup()));
            all.add(Octets.copyOf(keys.toSeal(scope).sealing(1)));
        }
        assertThat(all).hasSize(8);
    }

    @Test
    void manyThreadsAndProcessesAgreeOnOneKey() throws Exception {
        var processes = IntStream.range(0, 4).mapToObj(_ -> bench.process()).toList();
        var start = new CountDownLatch(1);
        var found = new HashSet<Octets>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 64)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return processes.get(i % 4).toSeal(PHONE).all();
                    }))
                    .toList();
            start.countDown();
            for (Future<Octets> task : tasks) {
                found.add(task.get());
            }
        }
        assertThat(found).hasSize(1);
    }

    @Test
    void oneThreadUnwrapsForAll() throws Exception {
        var envelope = bench.sealer(bench.process()).seal(PLACE, VALUE);
        var counting = new CountingKeys(bench.masterKeys(bench.master));
        var sealer = bench.sealer(bench.process(counting, SealWorkbench.BOUNDS));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 64)
                    .mapToObj(_ -> threads.submit(() -> sealer.open(PLACE, envelope)))
                    .toList();
            for (var task : tasks) {
                assertThat(task.get()).isEqualTo(VALUE);
            }
        }
        assertThat(counting.unwrapped).hasValue(1);
    }

    @Test
    void theCacheIsBoundedAndTheLeastUsedGoes() {
        var counting = new CountingKeys(bench.masterKeys(bench.master));
        var keys = bench.process(counting, new DataKeys.Bounds(3, Duration.ofMinutes(5)));
        for (var device : new String[] {"a", "b", "a", "c"}) {
            keys.toSeal(new KeyScope(ANA, device)); // With the tenant's own that makes four.
            keys.toSeal(KeyScope.of(ANA));
        }
        assertThat(counting.unwrapped).hasValue(0);

        keys.toSeal(new KeyScope(ANA, "a"));
        assertThat(counting.unwrapped).hasValue(0);
        keys.toSeal(new KeyScope(ANA, "b"));
        assertThat(counting.unwrapped).hasValue(1);
    }

    @Test
    void anOldEntryIsLookedAtAgainWithoutAskingForTheKey() {
        var counting = new CountingKeys(bench.masterKeys(bench.master));
        var keys = bench.process(counting, SealWorkbench.BOUNDS);
        var scope = KeyScope.of(ANA);
        keys.toSeal(scope);
        var loads = bench.chains.loads.get();
        keys.toSeal(scope);
        assertThat(bench.chains.loads).hasValue(loads);

        bench.now = bench.now.plus(SealWorkbench.BOUNDS.maxAge());
        keys.toSeal(scope);
        assertThat(bench.chains.loads).hasValue(loads + 1);
        assertThat(counting.unwrapped).hasValue(0);
        keys.toSeal(scope);
        assertThat(bench.chains.loads).hasValue(loads + 1);
    }

    @Test
    void aGenerationMadeElsewhereOpensHere() {
        var here = bench.sealer(bench.process());
        var before = here.seal(PLACE, VALUE);
        var there = bench.process();
        there.renew(PHONE);
        var after = bench.sealer(there).seal(PLACE, VALUE);

        assertThat(here.open(PLACE, after)).isEqualTo(VALUE);
        assertThat(here.open(PLACE, before)).isEqualTo(VALUE);
        assertThat(bench.sealer(there).open(PLACE, before)).isEqualTo(VALUE);
    }

    @Test
    void aRetiredGenerationOpensNothing() {
        var keys = bench.process();
        var sealer = bench.sealer(keys);
        var before = sealer.seal(PLACE, VALUE);
        var lookup = Octets.copyOf(keys.toSeal(PHONE).lookup());
        keys.renew(PHONE);
        var after = sealer.seal(PLACE, VALUE);

        keys.retire(PHONE, bench.now.minusMillis(1));
        assertThat(sealer.open(PLACE, before)).isEqualTo(VALUE);

        keys.retire(PHONE, bench.now);
        assertThatThrownBy(() -> sealer.open(PLACE, before))
                .isInstanceOf(DamagedDocument.class)
                .hasMessageContaining("generation 1");
        assertThat(sealer.open(PLACE, after)).isEqualTo(VALUE);
        assertThat(Octets.copyOf(keys.toSeal(PHONE).lookup())).isEqualTo(lookup);
    }

    @Test
    void aShreddedDeviceNeitherOpensNorSeals() {
        var keys = bench.process();
        var sealer = bench.sealer(keys);
        var other = new SealContext(ANA, "tablet", "sessions", "id", 1, Octets.EMPTY);
        var envelope = sealer.seal(PLACE, VALUE);
        var kept = sealer.seal(other, VALUE);

        new Shredding(bench.chains, keys, bench.clock).device(ANA, "phone");

        assertThatThrownBy(() -> sealer.open(PLACE, envelope)).isInstanceOf(ShreddedKeys.class);
        assertThatThrownBy(() -> sealer.seal(PLACE, VALUE)).isInstanceOf(ShreddedKeys.class);
        assertThat(sealer.open(other, kept)).isEqualTo(VALUE);
        assertThat(bench.chains.load(PHONE)).get().isInstanceOf(Keychain.Shredded.class);
    }

    @Test
    void whoIsLoadingWhileKeysAreDestroyedKeepsNone() throws Exception {
        var envelope = bench.sealer(bench.process()).seal(PLACE, VALUE);
        var keys = bench.process();
        var sealer = bench.sealer(keys);
        var destroyer = Thread.ofPlatform().unstarted(() -> {
            new Shredding(bench.chains, keys, bench.clock).device(ANA, "phone");
        });
        bench.chains.afterLoad = () -> {
            bench.chains.afterLoad = () -> {};
            destroyer.start();
            // Until it is done, or waits for us.
            while (destroyer.isAlive() && destroyer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        };

        assertThat(sealer.open(PLACE, envelope)).as("loaded before").isEqualTo(VALUE);
        destroyer.join();
        assertThatThrownBy(() -> sealer.open(PLACE, envelope)).isInstanceOf(ShreddedKeys.class);
    }

    @Test
    void aClockThatIsSetBackKeepsNoKeysAlive() {
        var elsewhere = bench.sealer(bench.process());
        var envelope = elsewhere.seal(PLACE, VALUE);
        new Shredding(bench.chains, bench.process(), bench.clock).device(ANA, "phone");

        bench.now = bench.now.minusSeconds(3600);
        assertThatThrownBy(() -> elsewhere.open(PLACE, envelope)).isInstanceOf(ShreddedKeys.class);
    }

    @Test
    void anotherProcessStopsOpeningWhenItsCacheIsOld() {
        var elsewhere = bench.sealer(bench.process());
        var envelope = elsewhere.seal(PLACE, VALUE);
        new Shredding(bench.chains, bench.process(), bench.clock).device(ANA, "phone");

        assertThat(elsewhere.open(PLACE, envelope)).isEqualTo(VALUE);
        bench.now = bench.now.plus(SealWorkbench.BOUNDS.maxAge());
        assertThatThrownBy(() -> elsewhere.open(PLACE, envelope)).isInstanceOf(ShreddedKeys.class);
    }

    @Test
    void aShreddedTenantTakesAllItsDevicesAlong() {
        var keys = bench.process();
        for (var i = 0; i < 450; i++) {
            keys.toSeal(new KeyScope(ANA, "device-" + i));
        }
        keys.toSeal(KeyScope.of(BO));

        new Shredding(bench.chains, keys, bench.clock).tenant(ANA);

        assertThat(bench.chains.page(ANA, Optional.empty(), 1000))
                .hasSize(451)
                .allMatch(Keychain.Shredded.class::isInstance);
        assertThat(bench.chains.load(KeyScope.of(BO))).get().isInstanceOf(Keychain.Living.class);
        assertThatThrownBy(() -> keys.toSeal(new KeyScope(ANA, "new"))).isInstanceOf(ShreddedKeys.class);
        assertThatThrownBy(() -> bench.process().toSeal(new KeyScope(ANA, "new")))
                .isInstanceOf(ShreddedKeys.class);
    }

    @Test
    void aDeviceThatComesWhileItsTenantIsShreddedLeavesNoKey() {
        var keys = bench.process();
        keys.toSeal(KeyScope.of(ANA));
        var shredding = new Shredding(bench.chains, bench.process(), bench.clock);
        bench.chains.beforeWrite = () -> {
            bench.chains.beforeWrite = () -> {};
            shredding.tenant(ANA);
        };

        assertThatThrownBy(() -> keys.toSeal(PHONE)).isInstanceOf(ShreddedKeys.class);
        assertThat(bench.chains.page(ANA, Optional.empty(), 10)).allMatch(Keychain.Shredded.class::isInstance);
    }

    @Test
    void shreddingWhatNeverWasLeavesNoWayForItToCome() {
        var keys = bench.process();
        new Shredding(bench.chains, keys, bench.clock).device(ANA, "phone");

        assertThatThrownBy(() -> keys.toSeal(PHONE)).isInstanceOf(ShreddedKeys.class);
        assertThatThrownBy(() -> new Shredding(bench.chains, keys, bench.clock).tenant(KeyScope.SYSTEM.tenant()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void troubleWithMasterKeysIsToldWithItsCause() {
        var envelope = bench.sealer(bench.process()).seal(PLACE, VALUE);
        var other = bench.sealer(bench.process(bench.masterKeys(bench.masterKey("other")), SealWorkbench.BOUNDS));

        assertThatThrownBy(() -> other.open(PLACE, envelope))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class, e -> assertThat(e.retryable()).isFalse())
                .hasCauseInstanceOf(MasterKeyTrouble.Unknown.class);
    }

    @Test
    void aChainThatWasMovedOrChangedDoesNotOpen() {
        var keys = bench.process();
        keys.toSeal(PHONE);
        var tablet = new KeyScope(ANA, "tablet");
        var chain = (Keychain.Living) bench.chains.load(PHONE).orElseThrow();

        bench.chains.force(new Keychain.Living(tablet, 1, chain.generations(), chain.keys()));
        assertThatThrownBy(() -> bench.process().toSeal(tablet)).hasCauseInstanceOf(MasterKeyTrouble.Wrong.class);

        var renumbered = List.of(new Keychain.Generation(2, bench.now));
        bench.chains.force(new Keychain.Living(PHONE, 2, renumbered, chain.keys()));
        assertThatThrownBy(() -> bench.process().toSeal(PHONE)).hasCauseInstanceOf(MasterKeyTrouble.Wrong.class);
    }

    @Test
    void nothingPrintsAKey() {
        var live = bench.process().toSeal(PHONE);
        var hex = live.all().toHex();

        assertThat(live.toString()).isEqualTo("LiveKeys[ana/phone, generation 1]");
        assertThat(bench.chains.load(PHONE).toString()).doesNotContain(hex.substring(0, 16));
    }

    /// Counts what a key service would be asked.
    private static final class CountingKeys implements MasterKeys {
        private final MasterKeys keys;
        final AtomicInteger unwrapped = new AtomicInteger();

        CountingKeys(MasterKeys keys) {
            this.keys = keys;
        }

        @Override
        public String current() throws MasterKeyTrouble {
            return keys.current();
        }

        @Override
        public boolean knows(String masterKey) {
            return keys.knows(masterKey);
        }

        @Override
        public Wrapped wrap(Octets dataKey, Octets context) throws MasterKeyTrouble {
            return keys.wrap(dataKey, context);
        }

        @Override
        public Octets unwrap(Wrapped wrapped, Octets context) throws MasterKeyTrouble {
            unwrapped.incrementAndGet();
            return keys.unwrap(wrapped, context);
        }
    }
}
