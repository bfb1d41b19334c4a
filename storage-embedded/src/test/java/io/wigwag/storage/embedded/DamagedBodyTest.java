package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Unreadable;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.testing.Note;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R14: a row whose body is no document concerns its own record and no other.
class DamagedBodyTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void aDamagedBodyIsToldFromThoseAroundItByEveryIndexAndIsMendedOrRemoved() throws Exception {
        var data = directory.resolve("data");
        try (var store = DataDirectory.open(data)) {
            for (var number = 1; number <= 6; number++) {
                DataDirectory.notes(store).insert(indexed(number));
            }
        }
        try (var session = Sessions.writing(data.resolve("wigwag.db"), EmbeddedSettings.DEFAULT)) {
            session.update(Sql.of("UPDATE d_notes SET body = ?", new Value.Bytes(Octets.ofHex("0801")))
                    .add(" WHERE id IN (?", "n0002")
                    .add(", ?)", "n0005")
                    .build());
        }
        try (var store = DataDirectory.open(data)) {
            var notes = DataDirectory.notes(store);
            for (var query : List.of(
                    Query.on(Index.BY_ID),
                    Query.on(Note.BY_CHAT).where(Note.CHAT, "chat"),
                    Query.on(Note.BY_WORD).where(Note.WORDS, List.of("word")))) {
                assertThat(walked(notes, query, 2))
                        .as(query.toString())
                        .containsExactly("n0001", "n0003", "n0004", "n0006");
                assertThat(notes.find(query).unreadable())
                        .extracting(Unreadable::id)
                        .containsExactly("n0002", "n0005");
            }
            assertThat(store.everyTenant(Note.TYPE)
                            .find(Query.on(Index.EVERYTHING))
                            .unreadable())
                    .hasSize(2);
            assertThatThrownBy(() -> notes.update("n0002", Update.set(Note.STATE, "x")))
                    .isInstanceOf(DamagedDocument.class);

            notes.delete("n0005");
            store.batch()
                    .put(notes, indexed(2).and(Note.WORDS, List.of("another")), 7)
                    .commit();

            assertThat(notes.find(Query.on(Index.BY_ID)).whole().found()).hasSize(5);
            assertThat(walked(notes, Query.on(Note.BY_WORD).where(Note.WORDS, List.of("word")), 2))
                    .containsExactly("n0001", "n0003", "n0004", "n0006");
            assertThat(walked(notes, Query.on(Note.BY_WORD).where(Note.WORDS, List.of("another")), 2))
                    .containsExactly("n0002");
        }
    }

    @Test
    void aClaimPassesByWhatIsDamagedAndAnIndexIsMadeWithoutIt() throws Exception {
        var data = directory.resolve("data");
        try (var store = DataDirectory.open(data)) {
            DataDirectory.notes(store).insert(indexed(1));
            DataDirectory.notes(store).insert(indexed(2));
        }
        try (var session = Sessions.writing(data.resolve("wigwag.db"), EmbeddedSettings.DEFAULT)) {
            session.update(Sql.of("UPDATE d_notes SET body = ?", new Value.Bytes(Octets.ofHex("0801")))
                    .add(" WHERE id = ?", "n0001")
                    .build());
            session.execute("DROP TABLE w_notes$byWord");
        }
        try (var store = DataDirectory.open(data)) {
            var notes = DataDirectory.notes(store);
            var byChat = Query.on(Note.BY_CHAT).where(Note.CHAT, "chat");
            assertThat(notes.claim(byChat, Update.set(Note.MARK, "taken"))
                            .orElseThrow()
                            .record()
                            .id())
                    .isEqualTo("n0002");
            assertThat(walked(notes, Query.on(Note.BY_WORD).where(Note.WORDS, List.of("word")), 2))
                    .containsExactly("n0002");
        }
    }

    private static Note indexed(int number) {
        return Note.in("chat", "n%04d".formatted(number), number).and(Note.WORDS, List.of("word"));
    }

    /// The ids of what can be read, a few at a time.
    private static List<String> walked(Records<Note> notes, Query query, int limit) {
        var ids = new ArrayList<String>();
        var page = notes.find(query.limit(limit));
        page.records().forEach(note -> ids.add(note.id()));
        while (page.next().isPresent()) {
            page = notes.find(query.limit(limit).after(page.next().get()));
            page.records().forEach(note -> ids.add(note.id()));
        }
        return ids;
    }
}
