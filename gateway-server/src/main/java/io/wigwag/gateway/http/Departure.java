package io.wigwag.gateway.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The moment from which nobody waits for a long answer any more: the client is gone, or the server is to stop. Work
/// with an effect goes on to its end; only those who wait or stream look at it.
public final class Departure {
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /// What tells us of its end already: who waits for the same again and again leaves nothing behind there.
    private @Nullable CompletableFuture<?> watched;

    /// Runs the task then, or at once when it has been; on whatever thread tells, so it must not wait.
    public void whenOver(Runnable task) {
        var _ = over.thenRun(task);
    }

    public boolean isOver() {
        return over.isDone();
    }

    public void begin() {
        over.complete(null);
        wake();
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for something that may come, as a long poll does: empty when the time is up or nobody waits any more.
    public <T> Optional<T> await(CompletableFuture<T> coming, Duration atMost) throws InterruptedException {
        watch(coming);
        lock.lock();
        try {
            var left = atMost.toNanos();
            while (!coming.isDone() && !isOver() && left > 0) {
                left = changed.awaitNanos(left);
            }
            if (!coming.isDone()) {
                return Optional.empty();
            }
            watched = null;
        } finally {
            lock.unlock();
        }
        try {
            return Optional.of(coming.join());
        } catch (CompletionException failed) {
            throw new IllegalStateException("what was waited for failed", failed.getCause());
        }
    }

    @SuppressWarnings("ReferenceEquality") // The very same is meant, and futures know no other equality.
    private void watch(CompletableFuture<?> coming) {
        lock.lock();
        try {
            if (watched == coming) {
                return;
            }
            watched = coming;
        } finally {
            lock.unlock();
        }
        var _ = coming.whenComplete((_, _) -> wake());
    }
}
