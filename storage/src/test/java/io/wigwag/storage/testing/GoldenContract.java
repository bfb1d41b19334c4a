package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tallies;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.LoggedEvent;
import io.wigwag.storage.eventlog.NewEvent;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.lease.Ticker;
import io.wigwag.storage.migration.History;
import io.wigwag.storage.migration.Migration;
import io.wigwag.storage.migration.Migrations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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

    @Override
    protected List<Schema> furtherSchemas() {
        return Stream.of(Leases.schemas(), EventLog.schemas(), Migrations.schemas())
                .flatMap(List::stream)
                .toList();
    }

    private List<Schema> captured() {
        return Stream.concat(furtherSchemas().stream(), Stream.of(Note.SCHEMA, Tallies.SCHEMA))
                .toList();
    }

    private Membership join(String id) {
        return Membership.join(store, id, "host", () -> NOON, () -> 1, Duration.ofSeconds(10));
    }

    private Leases leases(Membership membership) {
        return new Leases(
                store, membership, Set.of(Note.SCHEMA, Migrations.schemas().getFirst()));
    }

    /// A little of everything that is stored. A newer version may do more here, and keeps the result as its own.
    private void live() {
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
    void whatThisVersionStoresIsWhatItsGoldenDataHolds() {
        live();
        var now = GoldenData.capture(adapter, captured());
        assertThat(now).as("""
                        The form of stored documents has changed. When a version with the old form was released, \
                        write a migration, and keep these lines as the golden data of a new version:
                        %s""", String.join("\n", now)).isEqualTo(GoldenData.of(NEWEST));
    }

    @ParameterizedTest(name = "version {0}")
    @ValueSource(ints = {1})
    void whatEveryVersionHasStoredIsReadAndGoneOnWith(int version) throws Exception {
        GoldenData.restore(adapter, captured(), GoldenData.of(version));
        var membership = join("member-9");
        var ours = leases(membership);
        var migrations = new Migrations(store, () -> NOON, History.all());
        migrations.check();
        assertThat(migrations.run(Migration.Stage.CONTRACT, ours)).isPresent();

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
