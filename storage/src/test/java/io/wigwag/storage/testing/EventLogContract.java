package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.LoggedEvent;
import io.wigwag.storage.eventlog.NewEvent;
import io.wigwag.storage.expiry.ExpirySweep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The event log: in order, complete, and there before anybody is told.
public abstract class EventLogContract extends StoreContract {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Fence OWNER = new Fence("d1", 1);

    @Override
    protected List<Schema> furtherSchemas() {
        return EventLog.schemas();
    }

    private EventLog log() {
        return new EventLog(store, ANA, KEPT);
    }

    private static NewEvent event(String chat, String text) {
        var body = Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new NewEvent("said", Optional.of(chat).filter(name -> !name.isEmpty()), Instant.EPOCH, body);
    }

    private static List<String> bodies(List<LoggedEvent> events) {
        return events.stream()
                .map(logged -> new String(logged.event().body().toArray(), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void damagedEventsAreLeftOutAndHoldNoOtherUp() {
        for (var text : List.of("one", "two", "three", "four")) {
            log().writing("d1").commit(store.batch(), OWNER, List.of(event("a", text)));
        }
        for (var number : List.of(2, 3)) {
            var id = "d1/" + "%019d".formatted(number);
            var stored = adapter.load(LoggedEvent.SCHEMA, ANA, List.of(id)).getFirst();
            var content = stored.document().toBuilder().remove("sealed").build();
            adapter.write(List.of(Tampering.changed(LoggedEvent.SCHEMA, stored, content)));
        }
        assertThat(bodies(log().after("d1", 0, 10))).containsExactly("one", "four");
        assertThat(bodies(log().after("d1", 1, 1))).containsExactly("four");
        assertThat(bodies(log().after("d1", "a", 1, 2))).containsExactly("four");
        assertThat(log().after("d1", 4, 2)).isEmpty();
    }

    @Test
    void eventsComeBackInTheirOrderPerDeviceAndPerChat() {
        var writing = log().writing("d1");
        writing.commit(store.batch(), OWNER, List.of(event("a", "one"), event("b", "two"), event("", "three")));
        var later = writing.commit(store.batch(), OWNER, List.of(event("a", "four")));
        log().writing("d10").commit(store.batch(), new Fence("d10", 1), List.of(event("a", "other")));
        assertThat(later).extracting(LoggedEvent::number).containsExactly(4L);
        assertThat(bodies(log().after("d1", 0, 10))).containsExactly("one", "two", "three", "four");
        assertThat(bodies(log().after("d1", 1, 2))).containsExactly("two", "three");
        assertThat(bodies(log().after("d1", "a", 0, 10))).containsExactly("one", "four");
        assertThat(bodies(log().after("d1", "a", 1, 10))).containsExactly("four");
        assertThat(log().after("d1", 4, 10)).isEmpty();
        assertThat(log().after("d1", 0, 10).getFirst())
                .isEqualTo(new LoggedEvent("d1", 1, event("a", "one"), Instant.EPOCH.plus(KEPT)));
    }

    @Test
    void aTenantsEventsAreFollowedByTheirPlaces() {
        assertThat(log().lastPlace()).isZero();
        log().writing("d1")
                .commit(store.batch(), OWNER, List.of(event("a", "one").at(10), event("a", "untold")));
        log().writing("d2")
                .commit(
                        store.batch(),
                        new Fence("d2", 1),
                        List.of(event("a", "two").at(20)));
        log().writing("d1")
                .commit(store.batch(), OWNER, List.of(event("a", "three").at(30)));
        new EventLog(store, BO, KEPT)
                .writing("d1")
                .commit(
                        store.batch(),
                        OWNER,
                        List.of(event("a", "another tenant's").at(15)));
        assertThat(bodies(log().between(Optional.empty(), 0, 100, 10))).containsExactly("one", "two", "three");
        assertThat(bodies(log().between(Optional.empty(), 10, 20, 10))).containsExactly("two");
        assertThat(bodies(log().between(Optional.of("d1"), 0, 100, 10))).containsExactly("one", "three");
        assertThat(log().lastPlace()).isEqualTo(30);
        assertThat(log().lastNumber("d1")).isEqualTo(3);
        assertThat(log().lastNumber("d3")).isZero();
    }

    @Test
    void aDeviceIsForgottenAndItsNumbersAreNot() {
        log().writing("d1")
                .commit(
                        store.batch(),
                        OWNER,
                        List.of(event("a", "one").at(1), event("b", "two").at(2)));
        log().writing("d10")
                .commit(
                        store.batch(),
                        new Fence("d10", 1),
                        List.of(event("a", "stays").at(3)));
        log().forget("d1");
        assertThat(bodies(log().between(Optional.empty(), 0, 100, 10))).containsExactly("stays");
        var next = log().writing("d1").commit(store.batch(), OWNER, List.of(event("a", "three")));
        assertThat(next).extracting(LoggedEvent::number).containsExactly(3L);
    }

    @Test
    void factsAndTheirEventsAreStoredTogether() {
        var facts = store.batch().insert(notes(), Note.with("fact", Note.RANK, 1L));
        log().writing("d1").commit(facts, OWNER, List.of(event("a", "told")));
        assertThat(notes().get("fact")).isPresent();
        var stale = store.batch().insert(notes(), Note.with("other", Note.RANK, 1L));
        store.raise(new Fence("d1", 2), ANA, List.of(Note.SCHEMA));
        assertThatThrownBy(() -> log().writing("d1").commit(stale, OWNER, List.of(event("a", "never"))))
                .isInstanceOf(StaleOwner.class);
        assertThat(bodies(log().after("d1", 0, 10))).containsExactly("told");
        assertThat(notes().get("other")).isEmpty();
    }

    @Test
    void aNewOwnerNumbersOnEvenWhenEverythingHasExpired() {
        log().writing("d1").commit(store.batch(), OWNER, List.of(event("a", "one"), event("a", "two")));
        var sweep = new ExpirySweep(store, EventLog.schemas(), () -> Instant.EPOCH.plus(KEPT), 1);
        assertThat(sweep.run()).isEqualTo(2);
        assertThat(log().after("d1", 0, 10)).isEmpty();
        var next = log().writing("d1").commit(store.batch(), new Fence("d1", 2), List.of(event("a", "three")));
        assertThat(next).extracting(LoggedEvent::number).containsExactly(3L);
    }

    @Test
    void readersGoOnWhereTheyWere() {
        assertThat(log().position("hook", "d1")).isZero();
        log().dealtWith("hook", "d1", 5);
        log().dealtWith("hook", "d1", 3);
        assertThat(log().position("hook", "d1")).isEqualTo(5);
        assertThat(log().position("hook", "d2")).isZero();
        assertThat(log().position("stream", "d1")).isZero();
    }

    @Test
    void onlyWhatHasExpiredGoesAndInBatches() {
        for (var i = 0; i < 25; i++) {
            var tenant = i % 2 == 0 ? ANA : BO;
            store.records(Note.TYPE, tenant).insert(Note.with("n" + i, Note.UNTIL, Instant.ofEpochSecond(i)));
        }
        notes().insert(Note.with("forever", Note.RANK, 1L));
        var sweep = new ExpirySweep(store, List.of(Note.SCHEMA, Note.OTHER_SCHEMA), () -> Instant.ofEpochSecond(19), 6);
        assertThat(sweep.step()).isEqualTo(6);
        assertThat(notes().get(List.of("n0", "n6", "n8"))).hasSize(2);
        assertThat(sweep.run()).isEqualTo(14);
        assertThat(sweep.run()).isZero();
        assertThat(notes().get(List.of("n20", "n22", "n24", "forever"))).hasSize(4);
    }

    static LongStream seeds() {
        var one = Long.getLong("seed");
        return one != null ? LongStream.of(one) : LongStream.range(0, Integer.getInteger("seeds", 5));
    }

    /// Over a connection that loses calls and answers: what was acknowledged is there once and in order; what was
    /// not is there once or not at all.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingAcknowledgedIsLostOrTurnedRound(long seed) {
        var random = new SplittableRandom(seed);
        var flaky = new FlakyAdapter(adapter, () -> random.nextInt(8) == 0);
        var schemas = Stream.concat(EventLog.schemas().stream(), Stream.of(Note.SCHEMA))
                .toList();
        var shaky = DocumentStore.open(flaky, new ScrambleSealer(), schemas);
        var writing = new EventLog(shaky, ANA, KEPT).writing("d1");
        var acknowledged = new HashMap<String, Long>();
        var unanswered = 0;
        for (var i = 0; i < 100; i++) {
            var text = "e%03d".formatted(i);
            try {
                var logged = writing.commit(shaky.batch(), OWNER, List.of(event("c" + i % 3, text)));
                acknowledged.put(text, logged.getFirst().number());
            } catch (StoreUnavailable lost) {
                // Not acknowledged: may be there or not.
                unanswered++;
            }
        }
        assertThat(unanswered).as("seed %d", seed).isPositive();
        var there = log().after("d1", 0, 1_000);
        assertThat(bodies(there)).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
        var numbers = new ArrayList<Long>();
        for (var logged : there) {
            numbers.add(logged.number());
            acknowledged.remove(bodies(List.of(logged)).getFirst(), logged.number());
        }
        assertThat(acknowledged).as("seed %d", seed).isEmpty();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
        assertThat(bodies(log().after("d1", "c1", 0, 1_000)))
                .as("seed %d", seed)
                .isSorted();
    }
}
