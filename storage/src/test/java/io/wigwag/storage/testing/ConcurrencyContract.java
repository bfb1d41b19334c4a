package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.WriteConflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Sixteen at once: one wins where one may, and nothing is lost.
public abstract class ConcurrencyContract extends StoreContract {
    private static final int WRITERS = 16;
    private static final int ROUNDS = 10;

    /// Whether the write was done; false when somebody else was first.
    private static boolean wins(Runnable write) {
        try {
            write.run();
            return true;
        } catch (DuplicateKey | WriteConflict | StaleOwner second) {
            return false;
        }
    }

    @Test
    void ofSixteenWritersOfOneUniqueKeyOneWins() throws Exception {
        for (var i = 0; i < ROUNDS; i++) {
            var mark = "mark" + i;
            var won = Together.run(
                    WRITERS,
                    number -> wins(() -> notes().insert(Note.with(mark + "by" + number, Note.CHAT, "c")
                            .and(Note.MARK, mark))));
            assertThat(won).containsOnlyOnce(true);
        }
        assertThat(ids(Query.on(Note.BY_MARK))).hasSize(ROUNDS);
    }

    @Test
    void ofSixteenWritersOfOneIdOneWins() throws Exception {
        for (var i = 0; i < ROUNDS; i++) {
            var id = "id" + i;
            var won = Together.run(
                    WRITERS, number -> wins(() -> notes().insert(Note.with(id, Note.RANK, (long) number))));
            assertThat(won).containsOnlyOnce(true);
            var there = notes().get(id).orElseThrow().record().fields().require(Note.RANK);
            assertThat(won.indexOf(true)).isEqualTo(there.intValue());
        }
    }

    @Test
    void ofSixteenReplacementsOfOneVersionOneWins() throws Exception {
        var read = notes().insert(Note.with("one", Note.RANK, -1L));
        var won = Together.run(
                WRITERS, number -> wins(() -> notes().replace(read.with(Note.with("one", Note.RANK, (long) number)))));
        assertThat(won).containsOnlyOnce(true);
        assertThat(notes().get("one").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void everyQueuedNoteIsClaimedByExactlyOne() throws Exception {
        var queued = 100;
        for (var i = 0; i < queued; i++) {
            notes().insert(Note.with("n%03d".formatted(i), Note.STATE, "queued")
                    .and(Note.AT, Instant.ofEpochMilli(i / 10)));
        }
        var due = Query.on(Note.QUEUE).where(Note.STATE, "queued").atMost(Note.AT, Instant.ofEpochMilli(8));
        var claimed = Together.run(WRITERS, number -> {
            var mine = new ArrayList<String>();
            while (true) {
                var claim = store.everyTenant(Note.TYPE)
                        .claim(due, Update.set(Note.STATE, "claimed").andSet(Note.MARK, "by" + number));
                if (claim.isEmpty()) {
                    return mine;
                }
                assertThat(claim.get().record().fields().get(Note.MARK)).contains("by" + number);
                mine.add(claim.get().record().id());
            }
        });
        claimed.forEach(mine -> assertThat(mine).isSorted());
        assertThat(claimed.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 90).mapToObj("n%03d"::formatted).toList());
        assertThat(store.everyTenant(Note.TYPE)
                        .find(Query.on(Note.QUEUE).where(Note.STATE, "queued"))
                        .records())
                .hasSize(10);
    }

    @Test
    void noIncrementAndNoPushIsLost() throws Exception {
        Together.run(WRITERS, number -> {
            for (var i = 0; i < ROUNDS; i++) {
                notes().update(
                                "one",
                                Update.increment(Note.RANK, 1)
                                        .andPush(Note.WORDS, number + "/" + i, 1_000)
                                        .orInsert());
            }
            return number;
        });
        var one = notes().get("one").orElseThrow();
        assertThat(one.version()).isEqualTo(WRITERS * ROUNDS);
        assertThat(one.record().fields().get(Note.RANK)).contains((long) WRITERS * ROUNDS);
        assertThat(one.record().fields().require(Note.WORDS))
                .doesNotHaveDuplicates()
                .hasSize(WRITERS * ROUNDS);
    }

    @Test
    void aBoundedListIsNeverLonger() throws Exception {
        notes().insert(new Note("one", Document.EMPTY));
        var lengths = Together.run(WRITERS, number -> {
            var longest = 0;
            for (var i = 0; i < ROUNDS; i++) {
                var after =
                        notes().update("one", Update.push(Note.WORDS, "w", 7)).orElseThrow();
                longest = Math.max(
                        longest, after.record().fields().require(Note.WORDS).size());
            }
            return longest;
        });
        assertThat(lengths).allMatch(length -> length <= 7);
        assertThat(notes().get("one").orElseThrow().record().fields().require(Note.WORDS))
                .hasSize(7);
    }

    @Test
    void aSequenceGivesNoNumberTwice() throws Exception {
        var numbers = Together.run(
                WRITERS,
                number -> LongStream.range(0, ROUNDS)
                        .map(_ -> store.tallies(ANA).next("s"))
                        .boxed()
                        .toList());
        assertThat(numbers.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, WRITERS * ROUNDS).boxed().toList());
    }

    @Test
    void onceAHigherTokenHasWrittenNoLowerOneDoes() throws Exception {
        Together.run(WRITERS, number -> {
            var fence = new Fence("device", number + 1L);
            for (var i = 0; i < ROUNDS; i++) {
                var note = Note.with("%02d-%d".formatted(number, i), Note.RANK, fence.token());
                if (!wins(() -> store.batch().insert(notes(), note).commit(fence))) {
                    return i;
                }
            }
            return ROUNDS;
        });
        for (var token = 1L; token <= WRITERS; token++) {
            var fence = new Fence("device", token);
            var late = Note.with("late" + token, Note.RANK, token);
            assertThat(wins(() -> store.batch().insert(notes(), late).commit(fence)))
                    .isEqualTo(token == WRITERS);
        }
    }

    @Test
    void aReaderSeesWholeDocumentsOnly() throws Exception {
        var sizes = 64;
        var versioned = notes().insert(sized(0));
        var first = new AtomicReference<>(versioned);
        Together.run(4, number -> {
            for (var i = 1; i < sizes; i++) {
                if (number == 0) {
                    first.set(notes().replace(first.get().with(sized(i))));
                } else {
                    var fields = notes().get("one").orElseThrow().record().fields();
                    assertThat(fields.require(Note.BODY).size())
                            .isEqualTo(fields.require(Note.RANK).intValue() * 1_000);
                }
            }
            return number;
        });
    }

    private static Note sized(int thousands) {
        return Note.with("one", Note.RANK, (long) thousands).and(Note.BODY, Octets.wrap(new byte[thousands * 1_000]));
    }
}
