package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.testing.Note;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every acknowledged write is there after `kill -9`, and what was not acknowledged is there as a whole or not at
/// all. A hundred kills; `-Dkills=1000` for more, `-Dseed=N` for the same moments again.
class KillTest {
    private static final int WRITERS = 4;
    private static final int MOST_WRITES = 60;
    private static final int KILLS_BETWEEN_LOOKS = 20;
    private static final int LARGEST_BODY = 20_000;

    private final long seed = Long.getLong("seed", 6);

    @TempDir
    private Path workshop = Path.of("");

    @Test
    @Timeout(3_600)
    void everyAcknowledgedWriteSurvivesKillMinusNine() throws Exception {
        var random = new SplittableRandom(seed);
        var data = workshop.resolve("data");
        var told = new TreeMap<String, Map<String, Integer>>();
        for (var kill = 0; kill < Integer.getInteger("kills", 100); kill++) {
            var run = "r%04d".formatted(kill);
            var bytes = random.nextInt(LARGEST_BODY);
            try (var child = ChildProcess.start(workshop, data, run, WRITERS, bytes, List.of())) {
                child.await(random.nextInt(MOST_WRITES));
                child.kill();
                told.put(run, child.acknowledged());
            }
            if (kill % KILLS_BETWEEN_LOOKS == 0) {
                verify(data, told);
            }
        }
        assertThat(told.values().stream().mapToInt(Map::size).sum())
                .as("there was something to lose, seed %d", seed)
                .isPositive();
        verify(data, told);
    }

    private void verify(Path data, Map<String, Map<String, Integer>> told) {
        try (var store = DataDirectory.open(data)) {
            told.forEach((run, acknowledged) -> verify(store, run, acknowledged));
        }
    }

    private void verify(DocumentStore store, String run, Map<String, Integer> acknowledged) {
        for (var number = 0; number < WRITERS; number++) {
            var writer = "w" + number;
            var query = Query.on(Index.BY_ID)
                    .startingWith(Field.ID, run + "/" + writer + "/")
                    .limit(Query.MAX_LIMIT);
            var notes = ids(DataDirectory.notes(store).find(query).records());
            var twins = ids(DataDirectory.otherNotes(store).find(query).records());
            var counted = DataDirectory.otherNotes(store)
                    .get(WritingChild.counter(run, writer))
                    .map(found -> found.record().fields().require(Note.RANK))
                    .orElse(0L);
            assertThat(notes)
                    .as("seed %d, run %s, writer %s", seed, run, writer)
                    .hasSizeGreaterThanOrEqualTo(acknowledged.getOrDefault(writer, 0))
                    .hasSize(counted.intValue())
                    .isEqualTo(twins);
            if (!notes.isEmpty()) {
                assertThat(notes.getLast()).isEqualTo(WritingChild.id(run, writer, notes.size() - 1));
            }
        }
    }

    private static List<String> ids(List<Note> notes) {
        return notes.stream().map(Note::id).toList();
    }
}
