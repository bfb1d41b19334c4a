package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.LoggedEvent;
import io.wigwag.storage.eventlog.NewEvent;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.lease.Ticker;
import io.wigwag.storage.migration.History;
import io.wigwag.storage.migration.Migration;
import io.wigwag.storage.migration.Migrations;
import io.wigwag.storage.seal.CountingRandom;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.Shredding;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What any released version has stored, this one reads, after its migrations.
public abstract class GoldenContract extends StoreContract {
    private static final int NEWEST = 1;
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration KEPT = Duration.ofDays(7);
    private static final NewEvent SAID =
            new NewEvent("message", Optional.of("chat-hash"), NOON, Octets.ofHex("00ff10"));
    private static final NewEvent ONLINE = new NewEvent("online", Optional.empty(), NOON, Octets.EMPTY);

    /// For golden data alone.
    private static final String MASTER = "golden:Z29sZGVuIGRhdGEgaXMgcmVhZGFibGUgZm9yIGV2ZXI=";

    private static final List<Schema> CAPTURED = Catalogue.schemas();

    @Override
    protected List<Schema> furtherSchemas() {
        return CAPTURED;
    }

    /// The same keys and envelopes each time, as only a test may have them.
    private DataKeys keys() throws MasterKeyTrouble {
        var master = new LocalMasterKeys(List.of(MasterKey.parse(MASTER)), new CountingRandom());
        return new DataKeys(
                DocumentKeychains.over(adapter), master, new CountingRandom(), () -> NOON, DataKeys.Bounds.DEFAULT);
    }

    /// From here on the store is sealed as a real one is.
    private DataKeys seal() throws MasterKeyTrouble {
        var keys = keys();
        store = DocumentStore.open(adapter, new RecordSealer(keys, new CountingRandom()), CAPTURED);
        return keys;
    }

    private Membership join(String id) {
        return Membership.join(store, id, "host", () -> NOON, () -> 1, Duration.ofSeconds(10));
    }

    private Leases leases(Membership membership) {
        return new Leases(store, membership, Set.of(Migrations.schemas().getFirst()));
    }

    private StoredDeviceState device(DataKeys keys, long lease) {
        var hiding = Hiding.with(new LookupHashes(keys), ANA, "dev_1");
        return StoredDeviceState.open(store, ANA, "dev_1", lease, hiding, CommitWitness.NONE);
    }

    /// A little of everything that is stored. A newer version may do more here, and keeps the result as its own.
    private void live() throws MasterKeyTrouble {
        var keys = seal();
        GoldenDevice.live(device(keys, 1));
        new Shredding(DocumentKeychains.over(adapter), keys, () -> NOON).device(ANA, "dev_0");
        var log = new EventLog(store, ANA, KEPT);
        log.writing("dev_1").commit(store.batch(), new Fence("dev_1", 1), List.of(ONLINE, SAID));
        log.dealtWith("hook", "dev_1", 1);
        var gone = join("member-1");
        assertThat(leases(gone).take(ANA, "dev_1")).isPresent();
        gone.leave();
        assertThat(leases(join("member-2")).take(ANA, "dev_1")).isPresent();
        store.tallies(ANA).reserve("sequence", 41);
        var migrations = new Migrations(store, () -> NOON, History.all());
        assertThat(migrations.run(Migration.Stage.EXPAND, leases(join("member-3"))))
                .isPresent();
    }

    @Test
    void whatThisVersionStoresIsWhatItsGoldenDataHolds() throws Exception {
        live();
        var now = GoldenData.capture(adapter, CAPTURED);
        assertThat(now).as("""
                        The form of stored documents has changed. When a version with the old form was released, \
                        write a migration, and keep these lines as the golden data of a new version:
                        %s""", String.join("\n", now)).isEqualTo(GoldenData.of(NEWEST));
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {1})
    void whatEveryVersionHasStoredIsReadAndGoneOnWith(int version) throws Exception {
        GoldenData.restore(adapter, CAPTURED, GoldenData.of(version));
        var keys = seal();
        var membership = join("member-9");
        var ours = leases(membership);
        var migrations = new Migrations(store, () -> NOON, History.all());
        migrations.check();
        assertThat(migrations.run(Migration.Stage.CONTRACT, ours)).isPresent();

        var state = device(keys, 2);
        GoldenDevice.check(state);
        GoldenDevice.goOn(state);
        assertThatThrownBy(() -> keys.provide(new KeyScope(ANA, "dev_0"))).isInstanceOf(ShreddedKeys.class);

        var log = new EventLog(store, ANA, KEPT);
        assertThat(log.after("dev_1", 0, 10))
                .containsExactly(
                        new LoggedEvent("dev_1", 1, ONLINE, NOON.plus(KEPT)),
                        new LoggedEvent("dev_1", 2, SAID, NOON.plus(KEPT)));
        assertThat(log.after("dev_1", "chat-hash", 0, 10)).hasSize(1);
        assertThat(log.position("hook", "dev_1")).isEqualTo(1);
        assertThat(log.writing("dev_1").commit(store.batch(), new Fence("dev_1", 3), List.of(SAID)))
                .extracting(LoggedEvent::number)
                .containsExactly(3L);
        assertThat(store.tallies(ANA).next("sequence")).isEqualTo(42);
        assertThat(store.tallies(ANA).read(List.of("sequence"))).isEqualTo(Map.of("sequence", 42L));
        assertThat(ours.take(ANA, "dev_1")).as("its owner is there").isEmpty();
        var undertaker =
                Membership.join(store, "member-10", "host", () -> NOON, new LaterEachTime(), Duration.ofMinutes(10));
        undertaker.buryTheSilent();
        undertaker.buryTheSilent();
        assertThat(ours.take(ANA, "dev_1").orElseThrow().token()).isEqualTo(3);
    }

    /// An even clock on which a minute passes between any two looks.
    private static final class LaterEachTime implements Ticker {
        private long minutes;

        @Override
        public long nanos() {
            minutes++;
            return Duration.ofMinutes(minutes).toNanos();
        }
    }
}
