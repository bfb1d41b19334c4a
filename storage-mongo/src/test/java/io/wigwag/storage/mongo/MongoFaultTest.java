package io.wigwag.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.bwaldvogel.mongo.MongoServer;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.ScrambleSealer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What happens between us and the database: lines that break, go silent, or lose an answer. On the double, for which
/// the driver repeats nothing, so that whatever is written twice is ours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoFaultTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Update COUNT = Update.increment(Note.RANK, 1).orInsert();

    private final MongoServer server = MongoDouble.start();

    @BeforeAll
    void startServer() {
        server.bind();
    }

    @AfterAll
    void stopServer() {
        server.shutdownNow();
    }

    /// A store at the end of a line of its own, in a database of its own.
    private final class Station implements AutoCloseable {
        private final FaultyLine line;
        private final DocumentStore store;

        private Station(String database) throws IOException {
            line = new FaultyLine(server.getLocalAddress());
            var settings = new MongoSettings(
                    MongoDouble.uri(line.address(), database), PATIENCE, PATIENCE, PATIENCE, PATIENCE);
            store = DocumentStore.open(
                    MongoAdapter.open(settings, _ -> {}),
                    new ScrambleSealer(),
                    List.of(Note.SCHEMA, Note.OTHER_SCHEMA));
            notes().insert(Note.with("before", Note.RANK, 0L));
        }

        private Records<Note> notes() {
            return store.records(Note.TYPE, ANA);
        }

        @Override
        public void close() throws IOException {
            line.close();
            store.close();
        }
    }

    private static void isRetryable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        unavailable -> assertThat(unavailable.retryable()).isTrue());
    }

    @Test
    void aCutLineIsTakenUpAgain() throws Exception {
        try (var station = new Station("cut")) {
            station.line.become(FaultyLine.State.CUT);
            isRetryable(() -> station.notes().get("before"));
            isRetryable(() -> station.notes().insert(Note.with("during", Note.RANK, 1L)));

            station.line.become(FaultyLine.State.SOUND);

            station.notes().insert(Note.with("after", Note.RANK, 2L));
            assertThat(station.notes().get(List.of("before", "during", "after")))
                    .extracting(found -> found.record().id())
                    .containsExactly("before", "after");
        }
    }

    @Test
    void aSilentLineIsGivenUpInTime() throws Exception {
        try (var station = new Station("silent")) {
            station.line.become(FaultyLine.State.SILENT);
            isRetryable(() -> station.notes().get("before"));
            isRetryable(() -> station.notes().update("before", COUNT));

            station.line.become(FaultyLine.State.SOUND);

            assertThat(station.notes().get("before").orElseThrow().version()).isEqualTo(1);
        }
    }

    @Test
    void aWriteWhoseAnswerIsLostIsNotRepeatedBehindTheCallersBack() throws Exception {
        try (var station = new Station("lost")) {
            station.line.become(FaultyLine.State.CUT_AT_ANSWER);
            isRetryable(() -> station.store
                    .batch()
                    .update(station.notes(), "counter", COUNT)
                    .commit());

            station.line.become(FaultyLine.State.SOUND);

            assertThat(station.notes().get("counter").orElseThrow().version()).isEqualTo(1);
        }
    }

    @Test
    void aBatchThatTheCallerRepeatsIsNotAppliedTwice() throws Exception {
        try (var station = new Station("repeated")) {
            station.line.become(FaultyLine.State.CUT_AT_ANSWER);
            isRetryable(() -> countedNote(station));

            station.line.become(FaultyLine.State.SOUND);

            // The batch is there up to some write. Led by an insert, it is refused as a whole.
            assertThat(station.notes().get("counter")).isEmpty();
            assertThatThrownBy(() -> countedNote(station)).isInstanceOf(DuplicateKey.class);
            assertThat(station.notes().get("counter")).isEmpty();
        }
    }

    private static void countedNote(Station station) {
        station.store
                .batch()
                .insert(station.notes(), Note.with("counted", Note.RANK, 1L))
                .update(station.notes(), "counter", COUNT)
                .commit();
    }
}
