package io.wigwag.storage.mongo;

import io.wigwag.storage.document.StoreUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// The way from the driver's publishers to callers that block. Asks for results by the batch, so that what is not taken
/// yet stays in the database; and never waits longer than it was told to.
final class Answers {
    /// As many documents as one message of the database brings.
    static final int BATCH = 256;

    private final Duration patience;

    Answers(Duration patience) {
        this.patience = patience;
    }

    /// The first result, or empty when there is none.
    <T> Optional<T> first(Publisher<T> publisher) {
        return all(publisher).stream().findFirst();
    }

    /// The result of an operation that always has one.
    <T> T one(Publisher<T> publisher) {
        return first(publisher)
                .orElseThrow(() -> new StoreUnavailable("the database answered without an answer", true));
    }

    /// All results. What the driver fails with comes through as it is, for [Failures] to name.
    <T> List<T> all(Publisher<T> publisher) {
        var collecting = new Collecting<T>();
        publisher.subscribe(collecting);
        try {
            return collecting.all.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException ofTheDriver
                    ? ofTheDriver
                    : new IllegalStateException("the driver broke", failed);
        } catch (TimeoutException late) {
            throw new StoreUnavailable("the database has not answered within " + patience, true, late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting for the database", true, stopped);
        } finally {
            collecting.leave();
        }
    }

    /// Runs on the driver's threads, one signal after the other.
    private static final class Collecting<T> implements Subscriber<T> {
        private final CompletableFuture<List<T>> all = new CompletableFuture<>();
        private final AtomicReference<Optional<Subscription>> source = new AtomicReference<>(Optional.empty());
        private final List<T> collected = new ArrayList<>();
        private int expected;

        @Override
        public void onSubscribe(Subscription subscription) {
            source.set(Optional.of(subscription));
            ask();
        }

        private void ask() {
            expected = BATCH;
            source.get().ifPresent(subscription -> subscription.request(BATCH));
        }

        @Override
        public void onNext(T result) {
            collected.add(result);
            expected--;
            if (expected == 0) {
                ask();
            }
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(collected);
        }

        /// Nothing when all has come; otherwise lets the driver free its cursor and connection.
        private void leave() {
            source.get().filter(_ -> !all.isDone()).ifPresent(Subscription::cancel);
        }
    }
}
