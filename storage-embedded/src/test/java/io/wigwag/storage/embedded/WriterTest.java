package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.testing.Note;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/// The writer's thread: what it does together, and what becomes of those who wait for it.
class WriterTest {
    private static final int WAL_HEADER = 32;
    private static final int FRAME_HEADER = 24;
    private static final int PAGE = 4_096;

    @TempDir
    private Path directory = Path.of("");

    private Path file = Path.of("");
    private SqlSession session = unconnected();
    private Writer writer = new Writer(session);

    private static SqlSession unconnected() {
        try {
            return new SqlSession(new SQLiteConfig().createConnection("jdbc:sqlite::memory:"));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @BeforeEach
    void open() throws Exception {
        session.close();
        file = directory.resolve("store.db");
        session = Sessions.writing(file, EmbeddedSettings.DEFAULT);
        writer = new Writer(session);
        writer.start();
        writer.run(writing -> {
            writing.declare(List.of(Note.SCHEMA));
            return true;
        });
    }

    @AfterEach
    void close() throws Exception {
        writer.close();
        session.close();
    }

    private void insert(String id) {
        var key = new Key(Note.SCHEMA, DataDirectory.TENANT, id);
        writer.run(writing -> {
            writing.write(
                    List.of(new Write.Insert(key, Note.with(id, Note.RANK, 1L).fields())));
            return true;
        });
    }

    /// A job that holds the writer until it is let go, and the threads that have queued up behind it meanwhile.
    private List<Thread> queueUp(CountDownLatch letGo, int count) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var threads = new ArrayList<Thread>();
        threads.add(Thread.ofVirtual()
                .start(() -> writer.run(writing -> {
                    begun.countDown();
                    return awaitUnlessClosing(letGo);
                })));
        begun.await();
        IntStream.range(0, count)
                .mapToObj(i -> Thread.ofVirtual().start(() -> insert("n" + i)))
                .forEach(threads::add);
        while (writer.queued() < count) {
            Thread.onSpinWait();
        }
        return threads;
    }

    private static boolean awaitUnlessClosing(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException closing) {
            return false;
        }
    }

    /// Commits in the log: frames that say how large the file is after them.
    private int commits() throws IOException {
        var log = ByteBuffer.wrap(Files.readAllBytes(file.resolveSibling("store.db-wal")));
        var commits = 0;
        for (var at = WAL_HEADER; at + FRAME_HEADER + PAGE <= log.limit(); at += FRAME_HEADER + PAGE) {
            commits += log.getInt(at + 4) == 0 ? 0 : 1;
        }
        return commits;
    }

    @Test
    void whatGathersWhileItIsBusyIsCommittedTogether() throws Exception {
        var before = commits();
        insert("alone");
        assertThat(commits()).isEqualTo(before + 1);
        var letGo = new CountDownLatch(1);
        var threads = queueUp(letGo, 16);
        letGo.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(commits())
                .as("the busy one wrote nothing, the sixteen shared one")
                .isEqualTo(before + 2);
    }

    @Test
    void whoIsInterruptedIsToldThatItMayHaveBeenDone() throws Exception {
        var letGo = new CountDownLatch(1);
        var threads = queueUp(letGo, 0);
        var told = new ArrayList<StoreUnavailable>();
        var interrupted = Thread.ofPlatform().start(() -> {
            try {
                insert("one");
            } catch (StoreUnavailable unknown) {
                told.add(unknown);
            }
        });
        while (writer.queued() < 1) {
            Thread.onSpinWait();
        }
        interrupted.interrupt();
        interrupted.join();
        assertThat(told).singleElement().matches(StoreUnavailable::retryable);
        letGo.countDown();
        threads.getFirst().join();
        insert("two");
    }

    @Test
    void whatIsQueuedIsDoneBeforeItCloses() throws Exception {
        var letGo = new CountDownLatch(1);
        var threads = queueUp(letGo, 5);
        letGo.countDown();
        writer.close();
        for (var thread : threads) {
            thread.join();
        }
        var found = session.query(Sql.plain("SELECT id FROM d_notes"), row -> row.getString(1));
        assertThat(found).hasSize(5);
        assertThatThrownBy(() -> insert("late"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aJobThatBreaksBreaksNoOther() {
        assertThatThrownBy(() -> writer.run(writing -> {
                    throw new IllegalArgumentException("a mistake");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        insert("after");
    }
}
