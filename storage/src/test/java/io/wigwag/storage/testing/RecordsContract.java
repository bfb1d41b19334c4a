package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.document.WriteConflict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One document at a time: what goes in comes out, and nobody overwrites what they have not seen.
public abstract class RecordsContract extends StoreContract {
    @Test
    void everyKindOfValueComesBackAsItWas() {
        var nested = Document.builder()
                .put(Field.text("empty"), "")
                .put(Field.nested("deeper"), Document.EMPTY)
                .build();
        var note = Note.with("every", Note.CHAT, "naïve ☎ \uD83D\uDEA9")
                .and(Note.AT, Instant.parse("1949-02-03T04:05:06.789Z"))
                .and(Note.RANK, Long.MIN_VALUE)
                .and(Note.SEEN, false)
                .and(Note.WEIGHT, -0.1)
                .and(Note.BODY, Octets.wrap(new byte[] {0, -1, 127, -128}))
                .and(Note.ORIGIN, nested)
                .and(Note.WORDS, List.of("a", "", "b"))
                .and(Note.RECEIPTS, List.of(nested, Document.EMPTY));
        notes().insert(note);
        assertThat(notes().get("every")).contains(new Versioned<>(ANA, note, 1));
    }

    @Test
    void emptyAndLargeOnesToo() {
        var empty = new Note("empty", Document.EMPTY);
        var large = Note.with("large", Note.BODY, Octets.wrap(new byte[1 << 20]))
                .and(Note.WORDS, IntStream.range(0, 500).mapToObj(i -> "w" + i).toList());
        notes().insert(empty);
        notes().insert(large);
        assertThat(notes().get(List.of("large", "empty")))
                .extracting(Versioned::record)
                .containsExactly(large, empty);
    }

    @Test
    void momentsAreKeptToTheMillisecond() {
        notes().insert(Note.with("one", Note.AT, Instant.ofEpochSecond(5, 123_456_789)));
        assertThat(notes().get("one").orElseThrow().record().fields().get(Note.AT))
                .contains(Instant.ofEpochMilli(5_123));
    }

    @Test
    void manyAreGotAsAskedForWithoutThoseThatAreNotThere() {
        for (var id : List.of("a", "b", "c")) {
            notes().insert(Note.with(id, Note.CHAT, "x"));
        }
        assertThat(notes().get(List.of("c", "nobody", "a", "c")))
                .extracting(found -> found.record().id())
                .containsExactly("c", "a");
        assertThat(notes().get(List.of())).isEmpty();
        assertThat(notes().get(IntStream.range(0, 2_000).mapToObj(i -> "n" + i).toList()))
                .isEmpty();
    }

    @Test
    void anIdIsTakenOnce() {
        notes().insert(Note.with("one", Note.CHAT, "first"));
        assertThatThrownBy(() -> notes().insert(Note.with("one", Note.CHAT, "second")))
                .isInstanceOfSatisfying(DuplicateKey.class, taken -> {
                    assertThat(taken.index()).isEqualTo("id");
                    assertThat(taken.key().id()).isEqualTo("one");
                });
        assertThat(notes().get("one").orElseThrow().record().fields().get(Note.CHAT))
                .contains("first");
    }

    @Test
    void tenantsDoNotMeet() {
        var other = store.records(Note.TYPE, BO);
        notes().insert(Note.with("one", Note.MARK, "m").and(Note.CHAT, "c"));
        other.insert(Note.with("one", Note.MARK, "m").and(Note.CHAT, "c").and(Note.RANK, 2L));
        assertThat(other.get("one").orElseThrow().record().fields().get(Note.RANK))
                .contains(2L);
        other.delete("one");
        assertThat(notes().get("one")).isPresent();
    }

    @Test
    void replacingNeedsTheVersionThatWasRead() {
        var first = notes().insert(Note.with("one", Note.CHAT, "first"));
        var second = notes().replace(first.with(Note.with("one", Note.STATE, "second")));
        assertThat(second.version()).isEqualTo(2);
        assertThat(notes().get("one")).contains(second);
        assertThatThrownBy(() -> notes().replace(first.with(Note.with("one", Note.STATE, "late"))))
                .isInstanceOfSatisfying(
                        WriteConflict.class,
                        conflict -> assertThat(conflict.key().id()).isEqualTo("one"));
        notes().delete("one");
        assertThatThrownBy(() -> notes().replace(second)).isInstanceOf(WriteConflict.class);
        assertThat(notes().get("one")).isEmpty();
    }

    @Test
    void anUpdateChangesFieldsAndLeavesTheOthers() {
        notes().insert(Note.with("one", Note.CHAT, "c")
                .and(Note.RANK, 5L)
                .and(Note.STATE, "new")
                .and(Note.AT, Instant.ofEpochMilli(50)));
        var updated = notes().update(
                        "one",
                        Update.increment(Note.RANK, -7)
                                .andSet(Note.STATE, "old")
                                .andMax(Note.AT, Instant.ofEpochMilli(40))
                                .andMax(Note.UNTIL, Instant.ofEpochMilli(60))
                                .andSet(Note.WORDS, List.of("x")));
        var expected = Note.with("one", Note.CHAT, "c")
                .and(Note.RANK, -2L)
                .and(Note.STATE, "old")
                .and(Note.AT, Instant.ofEpochMilli(50))
                .and(Note.UNTIL, Instant.ofEpochMilli(60))
                .and(Note.WORDS, List.of("x"));
        assertThat(updated).contains(new Versioned<>(ANA, expected, 2));
        assertThat(notes().get("one")).isEqualTo(updated);
        notes().update("one", Update.unset(Note.STATE).andMax(Note.AT, Instant.ofEpochMilli(70)));
        var later = notes().get("one").orElseThrow();
        assertThat(later.version()).isEqualTo(3);
        assertThat(later.record().fields().get(Note.STATE)).isEmpty();
        assertThat(later.record().fields().get(Note.AT)).contains(Instant.ofEpochMilli(70));
    }

    @Test
    void anUpdateHappensOnlyIfItsConditionsHold() {
        notes().insert(Note.with("one", Note.RANK, 5L).and(Note.STATE, "new"));
        var mark = Update.set(Note.MARK, "x");
        assertThat(notes().update("nobody", mark)).isEmpty();
        assertThat(notes().update("one", mark.ifVersion(2))).isEmpty();
        assertThat(notes().update("one", mark.ifEqual(Note.STATE, "old"))).isEmpty();
        assertThat(notes().update("one", mark.ifEqual(Note.CHAT, "c"))).isEmpty();
        assertThat(notes().update("one", mark.ifAbsent(Note.STATE))).isEmpty();
        assertThat(notes().update("one", mark.ifAtMost(Note.RANK, 4L))).isEmpty();
        assertThat(notes().update("one", mark.ifAtMost(Note.AT, Instant.EPOCH))).isEmpty();
        assertThat(notes().update("one", mark.ifVersion(1).ifAbsent(Note.CHAT).ifEqual(Note.STATE, "old")))
                .isEmpty();
        assertThat(notes().get("one").orElseThrow().version()).isEqualTo(1);
        assertThat(notes().update(
                                "one",
                                mark.ifVersion(1)
                                        .ifAbsent(Note.CHAT)
                                        .ifEqual(Note.STATE, "new")
                                        .ifAtMost(Note.RANK, 5L)))
                .isPresent();
    }

    @Test
    void aListKeepsTheLastOfWhatIsPushed() {
        notes().insert(new Note("one", Document.EMPTY));
        for (var i = 1; i <= 5; i++) {
            notes().update("one", Update.push(Note.WORDS, "w" + i, 3));
        }
        var receipt = Document.builder().put(Note.RANK, 1L).build();
        notes().update("one", Update.push(Note.RECEIPTS, receipt, 3));
        var fields = notes().get("one").orElseThrow().record().fields();
        assertThat(fields.get(Note.WORDS)).contains(List.of("w3", "w4", "w5"));
        assertThat(fields.get(Note.RECEIPTS)).contains(List.of(receipt));
    }

    @Test
    void anInsertingUpdateStartsFromNothing() {
        var count = Update.increment(Note.RANK, 3).andPush(Note.WORDS, "w", 2).orInsert();
        assertThat(notes().update("new", count).orElseThrow().version()).isEqualTo(1);
        var again = notes().update("new", count).orElseThrow();
        assertThat(again.version()).isEqualTo(2);
        assertThat(again.record()).isEqualTo(Note.with("new", Note.RANK, 6L).and(Note.WORDS, List.of("w", "w")));
    }

    @Test
    void deletingTwiceIsDeletingOnce() {
        notes().insert(Note.with("one", Note.CHAT, "c"));
        notes().delete("one");
        notes().delete("one");
        assertThat(notes().get("one")).isEmpty();
        assertThat(notes().insert(Note.with("one", Note.CHAT, "again")).version())
                .isEqualTo(1);
    }

    @Test
    void aSequenceGivesEachNumberOnceAndCountersAdd() {
        var tallies = store.tallies(ANA);
        assertThat(tallies.next("s")).isEqualTo(1);
        assertThat(tallies.reserve("s", 10)).isEqualTo(2);
        assertThat(tallies.next("s")).isEqualTo(12);
        assertThat(store.tallies(BO).next("s")).isEqualTo(1);
        tallies.count(store.batch(), "sent", 2).commit();
        tallies.count(store.batch(), "sent", 5).commit();
        assertThat(tallies.read(List.of("sent", "never"))).containsOnly(Map.entry("sent", 7L));
    }
}
