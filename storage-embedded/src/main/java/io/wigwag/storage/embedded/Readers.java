package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreUnavailable;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/// A few connections that read, each on a platform thread of its own: SQLite is native code, in which a virtual thread
/// would hold on to its carrier. Who finds all of them busy waits.
final class Readers implements AutoCloseable {
    /// Something to read.
    interface Job<T> {
        T run(SqlSession session) throws SQLException;
    }

    private final List<SqlSession> all;
    private final BlockingQueue<SqlSession> idle;
    private final ExecutorService threads;

    Readers(List<SqlSession> sessions) {
        all = List.copyOf(sessions);
        idle = new ArrayBlockingQueue<>(sessions.size(), false, sessions);
        threads = Executors.newFixedThreadPool(
                sessions.size(),
                Thread.ofPlatform().daemon().name("wigwag-store-reader-", 0).factory());
    }

    <T> T run(Job<T> job) {
        try {
            return Waiting.on(begin(job, idle.take()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted before reading", true, interrupted);
        }
    }

    private <T> Future<T> begin(Job<T> job, SqlSession session) {
        try {
            return threads.submit(() -> {
                try {
                    return job.run(session);
                } catch (SQLException failed) {
                    throw Failures.of(failed);
                } finally {
                    idle.add(session);
                }
            });
        } catch (RejectedExecutionException closing) {
            // For the next one in line, who is told the same.
            idle.add(session);
            throw new StoreUnavailable("the store is closed", false, closing);
        }
    }

    /// After what is being read.
    @Override
    public void close() throws SQLException {
        threads.close();
        for (var session : all) {
            session.close();
        }
    }
}
