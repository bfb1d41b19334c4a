package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.Together;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a failing machine leaves behind: half a write, a changed bit, no room.
class DamageTest {
    private static final int NOTES = 40;
    private static final int CUTS = 25;
    private static final long SEED = Long.getLong("seed", 14);

    @TempDir
    private Path workshop = Path.of("");

    private static Note note(int number, int bytes) {
        return Note.with("n%04d".formatted(number), Note.BODY, Octets.wrap(new byte[bytes]))
                .and(Note.WORDS, List.of("w"));
    }

    private static List<String> ids(Path data) {
        try (var store = DataDirectory.open(data)) {
            return DataDirectory.notes(store).find(Query.on(Index.BY_ID).limit(Query.MAX_LIMIT)).records().stream()
                    .map(Note::id)
                    .toList();
        }
    }

    @Test
    void aTornWriteLeavesThoseBeforeItWhole() throws Exception {
        var random = new SplittableRandom(SEED);
        var data = workshop.resolve("data");
        try (var store = DataDirectory.open(data)) {
            for (var i = 0; i < NOTES; i++) {
                DataDirectory.notes(store).insert(note(i, random.nextInt(8_000)));
            }
            for (var cut = 0; cut < CUTS; cut++) {
                var torn = workshop.resolve("torn" + cut);
                copy(data, torn);
                tearEnd(torn.resolve("wigwag.db-wal"), random);
                var left = ids(torn);
                assertThat(left)
                        .as("seed %d, cut %d", SEED, cut)
                        .hasSizeLessThanOrEqualTo(NOTES)
                        .isEqualTo(IntStream.range(0, left.size())
                                .mapToObj("n%04d"::formatted)
                                .toList());
            }
        }
        assertThat(ids(data)).hasSize(NOTES);
    }

    private static void copy(Path data, Path torn) throws IOException {
        Files.createDirectory(torn);
        for (var name : List.of("wigwag.db", "wigwag.db-wal")) {
            Files.copy(data.resolve(name), torn.resolve(name));
        }
    }

    /// The last sectors did not reach the disk, or reached it as something else.
    private static void tearEnd(Path log, SplittableRandom random) throws IOException {
        try (var file = FileChannel.open(log, StandardOpenOption.WRITE)) {
            var at = random.nextLong(file.size());
            if (random.nextBoolean()) {
                file.truncate(at);
            } else {
                var garbage = new byte[(int) Math.min(512, file.size() - at)];
                random.nextBytes(garbage);
                file.write(ByteBuffer.wrap(garbage), at);
            }
        }
    }

    @Test
    void aDamagedPageIsFoundWhenTheStoreIsOpened() throws Exception {
        var data = workshop.resolve("data");
        try (var store = DataDirectory.open(data)) {
            for (var i = 0; i < NOTES; i++) {
                DataDirectory.notes(store).insert(note(i, 3_000));
            }
        }
        try (var file = FileChannel.open(data.resolve("wigwag.db"), StandardOpenOption.WRITE)) {
            for (var page = 2; page < file.size() / 4_096; page++) {
                file.write(ByteBuffer.wrap(new byte[] {77, 77, 77, 77, 77, 77, 77, 77}), page * 4_096L);
            }
        }
        assertThatThrownBy(() -> DataDirectory.open(data))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        damaged -> assertThat(damaged.retryable()).isFalse())
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> DataDirectory.open(data))
                .as("the lock was given back")
                .hasMessageContaining("damaged");
    }

    @Test
    void aDamagedDocumentHarmsNoOther() throws Exception {
        var data = workshop.resolve("data");
        try (var store = DataDirectory.open(data)) {
            DataDirectory.notes(store).insert(note(1, 10));
            DataDirectory.notes(store).insert(note(2, 10));
        }
        try (var session = Sessions.writing(data.resolve("wigwag.db"), EmbeddedSettings.DEFAULT)) {
            session.update(Sql.of("UPDATE d_notes SET body = ?", new Value.Bytes(Octets.ofHex("0801")))
                    .add(" WHERE id = ?", "n0001")
                    .build());
        }
        try (var store = DataDirectory.open(data)) {
            assertThatThrownBy(() -> DataDirectory.notes(store).get("n0001"))
                    .isInstanceOf(DamagedDocument.class)
                    .hasMessageContaining("notes")
                    .hasMessageNotContaining("n0001");
            assertThat(DataDirectory.notes(store).get("n0002")).isPresent();
        }
    }

    @Test
    void aFullFileLosesNothingAndTakesMoreWhenThereIsRoom() {
        var data = workshop.resolve("data");
        var written = 0;
        try (var store = DataDirectory.open(data, new EmbeddedSettings(1, 1, 1))) {
            var full = fill(DataDirectory.notes(store)::insert);
            written = full;
            assertThat(full).isPositive();
            assertThat(DataDirectory.notes(store)
                            .find(Query.on(Index.BY_ID).limit(Query.MAX_LIMIT))
                            .found())
                    .hasSize(full);
            for (var i = 0; i < 10; i++) {
                DataDirectory.notes(store).delete("n%04d".formatted(i));
            }
            DataDirectory.notes(store).insert(note(9_999, 10_000));
        }
        assertThat(ids(data)).hasSize(written - 9).contains("n9999");
    }

    private static int fill(Consumer<Note> insert) {
        for (var number = 0; ; number++) {
            try {
                insert.accept(note(number, 10_000));
            } catch (StoreUnavailable full) {
                assertThat(full).hasMessageContaining("full");
                assertThat(full.retryable()).isFalse();
                return number;
            }
        }
    }

    @Test
    void oneWriteThatDoesNotFitHarmsNoOtherOfItsGroup() throws Exception {
        var data = workshop.resolve("data");
        try (var store = DataDirectory.open(data, new EmbeddedSettings(1, 1, 2))) {
            var done = Together.run(16, number -> {
                try {
                    DataDirectory.notes(store).insert(note(number, number % 4 == 0 ? 3_000_000 : 1_000));
                    return true;
                } catch (StoreUnavailable full) {
                    return false;
                }
            });
            for (var number = 0; number < done.size(); number++) {
                assertThat(done.get(number)).isEqualTo(number % 4 != 0);
                assertThat(DataDirectory.notes(store)
                                .get("n%04d".formatted(number))
                                .isPresent())
                        .isEqualTo(done.get(number));
            }
        }
    }

    @Test
    void aFullDiskUnderTheStoreLosesNothing() throws Exception {
        var data = workshop.resolve("data");
        // No file may grow beyond 512 KiB: as a full disk does, it hits the log first.
        var quota = List.of("sh", "-c", "ulimit -f 1024; exec \"$@\"", "sh");
        try (var child = ChildProcess.start(workshop, data, "r", 2, 5_000, quota)) {
            child.end();
            assertThat(child.lastWords()).isEqualTo("failed false");
            assertThat(child.total()).isPositive();
            try (var store = DataDirectory.open(data)) {
                child.acknowledged().forEach((writer, count) -> {
                    for (var number = 0; number < count; number++) {
                        assertThat(DataDirectory.notes(store).get(WritingChild.id("r", writer, number)))
                                .isPresent();
                    }
                });
            }
        }
    }
}
