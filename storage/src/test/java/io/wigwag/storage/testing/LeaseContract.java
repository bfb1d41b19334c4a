package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.lease.Lease;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.lease.Thing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Ownership among processes: at most one believes, and only the last one writes. `-Dseed=N` runs one seed.
public abstract class LeaseContract extends StoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private long nanos = 1;

    @Override
    protected List<Schema> furtherSchemas() {
        return Leases.schemas();
    }

    private Membership join(String id) {
        return Membership.join(store, id, "host", () -> Instant.EPOCH, () -> nanos, PATIENCE);
    }

    private Leases leases(Membership membership) {
        return new Leases(store, membership, Set.of(Note.SCHEMA));
    }

    private void pass(Duration duration) {
        nanos += duration.toNanos();
    }

    @Test
    void oneOwnsUntilItReleases() {
        var first = leases(join("m1"));
        var second = leases(join("m2"));
        var lease = first.take(ANA, "device").orElseThrow();
        assertThat(lease).isEqualTo(new Lease(new Thing(ANA, "device"), 1));
        assertThat(first.take(ANA, "device")).isEmpty();
        assertThat(second.take(ANA, "device")).isEmpty();
        assertThat(second.take(BO, "device")).isPresent();
        first.release(lease);
        assertThat(first.holds(lease)).isFalse();
        assertThat(second.take(ANA, "device").orElseThrow().token()).isEqualTo(2);
        first.release(lease);
        assertThat(first.take(ANA, "device")).isEmpty();
    }

    @Test
    void whoRenewsInTimeStaysAndWhoDoesNotIsBuried() {
        var first = join("m1");
        var second = join("m2");
        var lease = leases(first).take(ANA, "device").orElseThrow();
        for (var i = 0; i < 10; i++) {
            pass(PATIENCE.dividedBy(3));
            assertThat(first.renew()).isTrue();
            assertThat(second.renew()).isTrue();
            assertThat(second.buryTheSilent()).isEmpty();
        }
        pass(PATIENCE.dividedBy(2));
        second.renew();
        pass(PATIENCE.dividedBy(2));
        second.renew();
        assertThat(first.isCertain()).isFalse();
        assertThat(second.buryTheSilent()).isEmpty();
        pass(PATIENCE.dividedBy(4));
        assertThat(second.buryTheSilent()).containsExactly("m1");
        assertThat(first.renew()).isFalse();
        var successor = leases(second);
        assertThat(successor.leftBy("m1", 10)).containsExactly(lease.thing());
        assertThat(successor.take(ANA, "device").orElseThrow().token()).isEqualTo(2);
        assertThat(successor.leftBy("m1", 10)).isEmpty();
    }

    @Test
    void anOwnerWhoseTimeStoodStillForAMinuteWritesNothing() {
        var stopped = nanos;
        var paused = Membership.join(store, "m1", "host", () -> Instant.EPOCH, () -> stopped, PATIENCE);
        var sleeping = leases(paused);
        var lease = sleeping.take(ANA, "device").orElseThrow();
        var other = join("m2");
        other.buryTheSilent();
        for (var i = 0; i < 12; i++) {
            pass(Duration.ofSeconds(5));
            other.renew();
            other.buryTheSilent();
        }
        var taken = leases(other).take(ANA, "device").orElseThrow();
        assertThat(sleeping.holds(lease)).as("it cannot know yet").isTrue();
        var late = store.batch().insert(notes(), Note.with("late", Note.RANK, 1L));
        assertThatThrownBy(() -> late.commit(lease.fence())).isInstanceOf(StaleOwner.class);
        store.batch().insert(notes(), Note.with("timely", Note.RANK, 2L)).commit(taken.fence());
        assertThat(paused.renew()).isFalse();
        assertThat(sleeping.holds(lease)).isFalse();
    }

    @Test
    void whoLeavesIsSucceededAtOnce() {
        var first = join("m1");
        var lease = leases(first).take(ANA, "device").orElseThrow();
        first.leave();
        assertThat(first.isCertain()).isFalse();
        assertThat(leases(first).holds(lease)).isFalse();
        assertThat(leases(join("m2")).take(ANA, "device").orElseThrow().token()).isEqualTo(2);
    }

    @Test
    void whoIsAloneSucceedsTheDeadAtOnceAndStaysWithoutRenewing() {
        var killed = leases(join("m1"));
        var lease = killed.take(ANA, "device").orElseThrow();
        var alone = Membership.joinAlone(store, "m2", "host", () -> Instant.EPOCH);
        assertThat(leases(alone).take(ANA, "device").orElseThrow().token()).isEqualTo(2);
        pass(PATIENCE.multipliedBy(100));
        assertThat(alone.isCertain()).isTrue();
        assertThat(killed.holds(lease)).isFalse();
        alone.leave();
        assertThat(alone.isCertain()).isFalse();
    }

    @Test
    void sixteenTakeAndOneGets() throws Exception {
        for (var i = 0; i < 5; i++) {
            var thing = "device" + i;
            var round = i;
            var taken = Together.run(
                    16,
                    number -> leases(join("m" + round + "-" + number))
                            .take(ANA, thing)
                            .isPresent());
            assertThat(taken).containsOnlyOnce(true);
        }
    }

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", 10));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neverTwoOwnersWhateverHappensToClocksConnectionsAndProcesses(long seed) {
        new LeaseSimulation(seed, adapter, store).run();
    }
}
