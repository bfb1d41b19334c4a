package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.Together;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file itself: who may read it, who may open it, how it is copied.
class DataFileTest {
    @TempDir
    private Path workshop = Path.of("");

    @Test
    void onlyItsOwnerCanReadIt() throws Exception {
        var data = workshop.resolve("data");
        try (var store = DataDirectory.open(data)) {
            DataDirectory.notes(store).insert(Note.with("one", Note.CHAT, "c"));
            assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
            for (var name : List.of("wigwag.db", "wigwag.db-wal", "wigwag.db-shm", "wigwag.db.lock")) {
                assertThat(Files.getPosixFilePermissions(data.resolve(name)))
                        .as(name)
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
        }
    }

    @Test
    void aFileThatOthersCouldReadIsClosedToThem() throws Exception {
        var data = workshop.resolve("data");
        DataDirectory.open(data).close();
        var file = data.resolve("wigwag.db");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        DataDirectory.open(data).close();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSecondStoreInTheSameProcessIsRefused() {
        var data = workshop.resolve("data");
        try (var store = DataDirectory.open(data)) {
            assertThatThrownBy(() -> DataDirectory.open(data))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("uses " + data);
            DataDirectory.notes(store).insert(Note.with("one", Note.CHAT, "c"));
        }
        DataDirectory.open(data).close();
    }

    @Test
    void aSecondProcessIsRefusedAndTheFirstGoesOn() throws Exception {
        var data = workshop.resolve("data");
        try (var child = ChildProcess.start(workshop, data, "r", 1, 10, List.of())) {
            child.await(1);
            assertThatThrownBy(() -> DataDirectory.open(data))
                    .isInstanceOfSatisfying(
                            StoreUnavailable.class,
                            refused -> assertThat(refused.retryable()).isFalse())
                    .hasMessageContaining("another process");
            var before = child.total();
            child.await(before + 1);
            assertThat(child.total()).isGreaterThan(before);
            child.kill();
        }
        // A killed process holds nothing.
        DataDirectory.open(data).close();
    }

    @Test
    void aBackupIsTheStoreAsItWasWhileOthersWrite() throws Exception {
        var copy = workshop.resolve("copy");
        Files.createDirectory(copy);
        try (var adapter = EmbeddedAdapter.open(workshop.resolve("data"), EmbeddedSettings.DEFAULT);
                var store = DataDirectory.open(adapter)) {
            for (var i = 0; i < 50; i++) {
                DataDirectory.notes(store).insert(Note.with("before%02d".formatted(i), Note.RANK, 1L));
            }
            Together.run(4, number -> {
                if (number == 0) {
                    adapter.backup(copy.resolve("wigwag.db"));
                }
                for (var i = 0; i < 25; i++) {
                    var id = "during%d-%02d".formatted(number, i);
                    store.batch()
                            .insert(DataDirectory.notes(store), Note.with(id, Note.RANK, 2L))
                            .insert(DataDirectory.otherNotes(store), Note.with(id, Note.RANK, 2L))
                            .commit();
                }
                return number;
            });
            assertThatThrownBy(() -> adapter.backup(copy.resolve("wigwag.db")))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("there already");
        }
        assertThat(Files.getPosixFilePermissions(copy.resolve("wigwag.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var store = DataDirectory.open(copy)) {
            var all = Query.on(Index.BY_ID).limit(Query.MAX_LIMIT);
            var notes = DataDirectory.notes(store).find(all).records().stream()
                    .map(Note::id)
                    .toList();
            assertThat(notes.subList(0, 50)).allMatch(id -> id.startsWith("before"));
            assertThat(DataDirectory.otherNotes(store).find(all).records().stream()
                            .map(Note::id))
                    .containsExactlyElementsOf(notes.subList(50, notes.size()));
        }
    }

    @Test
    void anotherProgramsFileAndANewerOnesAreLeftAlone() throws Exception {
        for (var pragma : List.of("application_id = 5", "user_version = 99")) {
            var data = workshop.resolve(pragma.substring(0, 4));
            DataDirectory.open(data).close();
            try (var session = Sessions.reading(data.resolve("wigwag.db"), EmbeddedSettings.DEFAULT)) {
                session.execute("PRAGMA query_only = OFF");
                session.execute("PRAGMA " + pragma);
            }
            assertThatThrownBy(() -> DataDirectory.open(data)).isInstanceOf(StoreUnavailable.class);
        }
        assertThatThrownBy(() -> DataDirectory.open(Files.createFile(workshop.resolve("file"))))
                .isInstanceOf(StoreUnavailable.class);
    }
}
