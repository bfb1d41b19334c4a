package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.RecordType;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.ScrambleSealer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Declarations that change from one version of the program to the next, and back.
class DeclaringTest {
    private static final Index BY_CHAT = Index.of("byChat", Note.CHAT);
    private static final Index BY_WORD = Index.words("byWord", Note.WORDS);
    private static final Schema BARE = Schema.named("notes").build();
    private static final Schema INDEXED =
            Schema.named("notes").index(BY_CHAT).index(BY_WORD).build();

    @TempDir
    private Path data = Path.of("");

    private void with(Schema schema, Consumer<Records<Note>> work) {
        try (var store = DocumentStore.open(
                EmbeddedAdapter.open(data, EmbeddedSettings.DEFAULT), new ScrambleSealer(), List.of(schema))) {
            work.accept(store.records(new RecordType<>(schema, Note.TYPE.codec()), DataDirectory.TENANT));
        }
    }

    private static List<String> ids(Records<Note> notes, Query query) {
        return notes.find(query).records().stream().map(Note::id).toList();
    }

    private static Note note(String id, String chat) {
        return Note.with(id, Note.CHAT, chat).and(Note.WORDS, List.of(chat));
    }

    @Test
    void aNewIndexHoldsWhatWasThereBefore() {
        try (var store = DocumentStore.open(
                EmbeddedAdapter.open(data, EmbeddedSettings.DEFAULT), new ScrambleSealer(), List.of(BARE))) {
            var notes = store.records(new RecordType<>(BARE, Note.TYPE.codec()), DataDirectory.TENANT);
            var batch = store.batch();
            for (var i = 0; i < 1_500; i++) {
                batch.insert(notes, note("n%04d".formatted(i), i % 2 == 0 ? "c" : "d"));
            }
            batch.commit();
        }
        with(INDEXED, notes -> {
            assertThat(ids(notes, Query.on(BY_CHAT).where(Note.CHAT, "c").limit(1_000)))
                    .hasSize(750);
            assertThat(ids(
                            notes,
                            Query.on(BY_WORD).where(Note.WORDS, List.of("d")).limit(1_000)))
                    .hasSize(750);
        });
    }

    @Test
    void anIndexThatWasAwayForAWhileIsFilledAgain() {
        with(INDEXED, notes -> {
            notes.insert(note("a", "c"));
            notes.insert(note("b", "c"));
            notes.insert(note("x", "c"));
        });
        with(BARE, notes -> {
            notes.insert(note("d", "c"));
            notes.delete("b");
            var x = notes.get("x").orElseThrow();
            notes.replace(x.with(Note.with("x", Note.RANK, 1L)));
        });
        with(INDEXED, notes -> {
            assertThat(ids(notes, Query.on(BY_CHAT).where(Note.CHAT, "c"))).containsExactly("a", "d");
            assertThat(ids(notes, Query.on(BY_WORD).where(Note.WORDS, List.of("c"))))
                    .containsExactly("a", "d");
        });
    }

    @Test
    void anIndexThatIsNoLongerDeclaredRefusesNothing() {
        var unique =
                Schema.named("notes").index(Index.unique("byChat", Note.CHAT)).build();
        with(unique, notes -> {
            notes.insert(note("a", "c"));
            assertThatThrownBy(() -> notes.insert(note("b", "c"))).isInstanceOf(DuplicateKey.class);
        });
        with(INDEXED, notes -> notes.insert(note("b", "c")));
        assertThatThrownBy(() -> with(unique, notes -> {}))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("unique");
        // The refused declaration has left everything as it was.
        with(INDEXED, notes -> assertThat(ids(notes, Query.on(BY_CHAT))).containsExactly("a", "b"));
    }

    @Test
    void collectionsThatDifferOnlyInCaseAreRefused() {
        with(Schema.named("notesAndMore").build(), notes -> notes.insert(note("a", "c")));
        assertThatThrownBy(() -> with(Schema.named("notesandmore").build(), notes -> {}))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("case");
    }
}
