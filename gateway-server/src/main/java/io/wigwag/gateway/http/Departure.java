package io.wigwag.gateway.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The moment from which nobody waits for a long answer any more: the client is gone, or the server is to stop. Work
/// with an effect goes on to its end; only those who wait or stream look at it.
public final class Departure {
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /// Runs the task then, or at once when it has been; on whatever thread tells, so it must not wait.
    public void whenOver(Runnable task) {
        var _ = over.thenRun(task);
    }

    public boolean isOver() {
        return over.isDone();
    }

    public void begin() {
        over.complete(null);
    }

    /// Waits for something that may come, as a long poll does: empty when the time is up or nobody waits any more.
    public <T> Optional<T> await(CompletionStage<T> coming, Duration atMost) throws InterruptedException {
        var first = new CompletableFuture<Optional<T>>();
        var _ = coming.thenApply(Optional::of).whenComplete((value, failure) -> {
            if (failure != null) {
                first.completeExceptionally(failure);
            } else {
                first.complete(value);
            }
        });
        whenOver(() -> first.complete(Optional.empty()));
        try {
            return first.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException nothingCame) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("what was waited for failed", failed.getCause());
        }
    }
}
