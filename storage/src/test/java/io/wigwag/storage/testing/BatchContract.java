package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.document.WriteConflict;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Many writes in order, by an owner or by anybody.
public abstract class BatchContract extends StoreContract {
    private static Note note(String id) {
        return Note.with(id, Note.RANK, 1L);
    }

    private List<String> allIds() {
        return ids(Query.on(Index.BY_ID));
    }

    @Test
    void aBatchGoesOverCollectionsInItsOrder() {
        var old = notes().insert(note("old"));
        notes().insert(note("gone"));
        store.batch()
                .insert(notes(), note("a"))
                .insert(otherNotes(), note("b"))
                .update(notes(), "a", Update.increment(Note.RANK, 1))
                .replace(notes(), old.with(Note.with("old", Note.STATE, "replaced")))
                .delete(notes(), "gone")
                .delete(notes(), "never")
                .update(otherNotes(), "counter", Update.increment(Note.RANK, 2).orInsert())
                .commit();
        assertThat(allIds()).containsExactly("a", "old");
        assertThat(notes().get("a").orElseThrow().record().fields().get(Note.RANK))
                .contains(2L);
        assertThat(notes().get("old").orElseThrow().version()).isEqualTo(2);
        assertThat(otherNotes().get(List.of("b", "counter"))).hasSize(2);
    }

    @Test
    void nothingAfterTheFirstFailureIsDoneAndEverythingBeforeItIs() {
        var read = notes().insert(note("read"));
        notes().update("read", Update.increment(Note.RANK, 1));
        assertThatThrownBy(() -> store.batch()
                        .insert(notes(), note("a"))
                        .insert(otherNotes(), note("b"))
                        .replace(notes(), read)
                        .insert(notes(), note("c"))
                        .insert(otherNotes(), note("d"))
                        .commit())
                .isInstanceOfSatisfying(
                        WriteConflict.class,
                        conflict -> assertThat(conflict.key().id()).isEqualTo("read"));
        assertThat(allIds()).containsExactly("a", "read");
        assertThat(otherNotes().get(List.of("b", "d")))
                .extracting(found -> found.record().id())
                .containsExactly("b");
    }

    @Test
    void everyKindOfFailureStopsABatch() {
        notes().insert(note("there"));
        assertThatThrownBy(() -> store.batch()
                        .insert(notes(), note("there"))
                        .insert(notes(), note("x"))
                        .commit())
                .isInstanceOf(DuplicateKey.class);
        assertThatThrownBy(() -> store.batch()
                        .update(notes(), "nobody", Update.set(Note.RANK, 2L))
                        .insert(notes(), note("x"))
                        .commit())
                .isInstanceOf(WriteConflict.class);
        assertThatThrownBy(() -> store.batch()
                        .update(notes(), "there", Update.set(Note.RANK, 2L).ifAtMost(Note.RANK, 0L))
                        .insert(notes(), note("x"))
                        .commit())
                .isInstanceOf(WriteConflict.class);
        assertThat(allIds()).containsExactly("there");
        assertThat(notes().get("there").orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void aDocumentMayBeWrittenSeveralTimesInABatch() {
        var first = notes().insert(note("one"));
        store.batch()
                .delete(notes(), "one")
                .insert(notes(), note("one"))
                .update(notes(), "one", Update.increment(Note.RANK, 5).ifVersion(1))
                .commit();
        var now = notes().get("one").orElseThrow();
        assertThat(now.version()).isEqualTo(2);
        assertThat(now.record().fields().get(Note.RANK)).contains(6L);
        assertThat(first.version()).isEqualTo(1);
    }

    @Test
    void aLongBatchIsABatch() {
        var batch = store.batch();
        for (var i = 0; i < 2_000; i++) {
            batch.insert(notes(), note("n%04d".formatted(i)));
        }
        batch.commit();
        assertThat(ids(Query.on(Index.BY_ID).limit(Query.MAX_LIMIT))).hasSize(2_000);
        store.batch().commit();
    }

    @Test
    void anOldOwnerWritesNothingAnyMore() {
        store.batch().insert(notes(), note("a")).commit(new Fence("device", 3));
        store.batch().insert(notes(), note("b")).commit(new Fence("device", 3));
        store.batch().insert(notes(), note("c")).commit(new Fence("device", 5));
        assertThatThrownBy(() -> store.batch()
                        .insert(notes(), note("d"))
                        .delete(notes(), "a")
                        .commit(new Fence("device", 4)))
                .isInstanceOf(StaleOwner.class);
        assertThat(allIds()).containsExactly("a", "b", "c");
    }

    @Test
    void raisingAFenceIsEnough() {
        store.raise(new Fence("device", 2), ANA, List.of(Note.SCHEMA, Note.OTHER_SCHEMA));
        var stale = store.batch().insert(otherNotes(), note("a"));
        assertThatThrownBy(() -> stale.commit(new Fence("device", 1))).isInstanceOf(StaleOwner.class);
        assertThatThrownBy(() -> store.raise(new Fence("device", 1), ANA, List.of(Note.SCHEMA)))
                .isInstanceOf(StaleOwner.class);
        assertThat(otherNotes().get("a")).isEmpty();
    }

    @Test
    void fencesStandForOneScopeOneTenantAndOneCollection() {
        store.raise(new Fence("device", 9), ANA, List.of(Note.SCHEMA));
        store.batch().insert(notes(), note("a")).commit(new Fence("device2", 1));
        store.batch().insert(otherNotes(), note("b")).commit(new Fence("device", 1));
        store.batch().insert(store.records(Note.TYPE, BO), note("c")).commit(new Fence("device", 1));
        assertThatThrownBy(() -> store.batch()
                        .insert(otherNotes(), note("d"))
                        .insert(notes(), note("e"))
                        .commit(new Fence("device", 8)))
                .isInstanceOf(StaleOwner.class);
        assertThat(notes().get("e")).isEmpty();
    }

    @Test
    void fencesAreNoDocuments() {
        notes().insert(note("a"));
        store.raise(new Fence("scope", 2), ANA, List.of(Note.SCHEMA));
        assertThat(allIds()).containsExactly("a");
        assertThat(notes().get("scope")).isEmpty();
        assertThat(store.everyTenant(Note.TYPE).find(Query.on(Index.EVERYTHING)).records())
                .hasSize(1);
        notes().insert(note("scope"));
        assertThatThrownBy(() -> store.batch().insert(notes(), note("x")).commit(new Fence("scope", 1)))
                .isInstanceOf(StaleOwner.class);
    }

    @Test
    void aRestoredDocumentIsExactlyWhatItWas() {
        notes().insert(note("there"));
        var key = new Key(Note.SCHEMA, ANA, "there");
        var copy = Note.with("there", Note.CHAT, "c").and(Note.MARK, "m");
        adapter.write(List.of(new Write.Restore(key, 7, copy.fields())));
        adapter.write(List.of(new Write.Restore(
                new Key(Note.SCHEMA, ANA, "new"), 3, note("new").fields())));
        assertThat(notes().get("there").orElseThrow().version()).isEqualTo(7);
        assertThat(notes().get("there").orElseThrow().record()).isEqualTo(copy);
        assertThat(notes().get("new").orElseThrow().version()).isEqualTo(3);
    }

    @Test
    void aClosedStoreSaysSo() {
        store.close();
        assertThatThrownBy(() -> notes().insert(note("a")))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        closed -> assertThat(closed.retryable()).isFalse());
        assertThatThrownBy(() -> notes().get("a")).isInstanceOf(StoreUnavailable.class);
        assertThatThrownBy(() -> ids(Query.on(Index.BY_ID))).isInstanceOf(StoreUnavailable.class);
    }
}
