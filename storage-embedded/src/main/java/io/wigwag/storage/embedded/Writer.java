package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/// The one thread that writes. It takes what is waiting, does it in one transaction, and tells nobody before the commit
/// is on the disk: while the disk works, the next group gathers. The queue is bounded; who finds it full waits.
final class Writer implements AutoCloseable {
    private static final int QUEUE = 4_096;
    private static final int GROUP = 256;

    /// Something to do within the transaction. It leaves whole steps behind when it ends in a [StoreException].
    interface Job<T> {
        T run(Writing writing) throws SQLException;
    }

    private final SqlSession session;
    private final Writing writing;
    private final BlockingQueue<Task<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean closed;

    Writer(SqlSession session) {
        this.session = session;
        this.writing = new Writing(session);
        this.thread = Thread.ofPlatform().daemon().name("wigwag-store-writer").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /// What the job came to, after it is on the disk.
    <T> T run(Job<T> job) {
        var task = new Task<>(job);
        try {
            if (closed) {
                throw closed();
            }
            queue.put(task);
            if (closed && queue.remove(task)) {
                throw closed();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted before writing", true, interrupted);
        }
        return Waiting.on(task.result);
    }

    /// How many jobs wait for the next group.
    int queued() {
        return queue.size();
    }

    /// Does what is in the queue and ends.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Waiting.end(thread);
    }

    private void work() {
        var group = new ArrayList<Task<?>>(GROUP);
        try {
            while (!closed || !queue.isEmpty()) {
                try {
                    group.add(queue.take());
                    queue.drainTo(group, GROUP - 1);
                } catch (InterruptedException closing) {
                    // Only close() interrupts; what is queued is still done, then the loop ends.
                    queue.drainTo(group, GROUP);
                }
                commit(group);
                group.clear();
            }
        } finally {
            // Whatever ended the thread: nobody may wait for it in vain.
            closed = true;
            queue.drainTo(group);
            group.forEach(task -> task.fail(closed()));
        }
    }

    /// All in one transaction; or, when that fails, each in its own, so that one which does not fit harms no other.
    private void commit(List<Task<?>> group) {
        var failure = attempt(group);
        if (failure.isPresent() && group.size() == 1) {
            group.getFirst().fail(failure.get());
        } else if (failure.isPresent()) {
            group.forEach(task -> commit(List.of(task)));
        } else {
            group.forEach(Task::tell);
        }
    }

    private Optional<StoreException> attempt(List<Task<?>> group) {
        try {
            session.execute("BEGIN IMMEDIATE");
            try {
                for (var task : group) {
                    task.run(writing);
                }
                session.execute("COMMIT");
                return Optional.empty();
            } catch (SQLException failed) {
                rollback(failed);
                return Optional.of(Failures.of(failed));
            }
        } catch (SQLException failed) {
            return Optional.of(Failures.of(failed));
        }
    }

    /// SQLite has ended the transaction itself after some failures; that there is none left is no further one.
    private void rollback(SQLException cause) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException none) {
            cause.addSuppressed(none);
        }
    }

    private static StoreUnavailable closed() {
        return new StoreUnavailable("the store is closed", false);
    }

    /// A job and who waits for it.
    private static final class Task<T> {
        private final Job<T> job;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private Runnable outcome = () -> {};

        private Task(Job<T> job) {
            this.job = job;
        }

        private void run(Writing writing) throws SQLException {
            try {
                var value = job.run(writing);
                outcome = () -> result.complete(value);
            } catch (RuntimeException refused) {
                outcome = () -> result.completeExceptionally(refused);
            }
        }

        private void tell() {
            outcome.run();
        }

        private void fail(StoreException failure) {
            result.completeExceptionally(failure);
        }
    }
}
