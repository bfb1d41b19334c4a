package io.wigwag.interop.drive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The events of one driver, in the order in which they came. Each is handed out once: to whoever first asks for one
/// of its kind, before it comes or after.
final class DriverEvents {
    /// What nobody asks for is kept so far; then the oldest goes.
    static final int KEPT = 100_000;

    private static final int SHOWN = 12;

    private record Waiting(Predicate<DriverEvent> wanted, CompletableFuture<DriverEvent> future) {}

    private final Object lock = new Object();
    private final Deque<DriverEvent> untaken = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private @Nullable DriverFailure end;

    void add(DriverEvent event) {
        // One whose time is up this very moment does not take it after all.
        var taker = takerOf(event);
        while (taker.isPresent() && !taker.get().complete(event)) {
            taker = takerOf(event);
        }
    }

    private Optional<CompletableFuture<DriverEvent>> takerOf(DriverEvent event) {
        synchronized (lock) {
            waiting.removeIf(one -> one.future().isDone());
            for (var one : waiting) {
                if (one.wanted().test(event)) {
                    waiting.remove(one);
                    return Optional.of(one.future());
                }
            }
            untaken.add(event);
            if (untaken.size() > KEPT) {
                untaken.removeFirst();
            }
            return Optional.empty();
        }
    }

    /// The first event that is wanted and not yet taken; fails when the driver has ended without one.
    CompletableFuture<DriverEvent> take(Predicate<DriverEvent> wanted) {
        synchronized (lock) {
            var found = untaken.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                untaken.removeFirstOccurrence(found.get());
                return CompletableFuture.completedFuture(found.get());
            }
            if (end != null) {
                return CompletableFuture.failedFuture(end);
            }
            var future = new CompletableFuture<DriverEvent>();
            waiting.add(new Waiting(wanted, future));
            return future;
        }
    }

    /// What has come and was taken by nobody.
    List<DriverEvent> left() {
        synchronized (lock) {
            return List.copyOf(untaken);
        }
    }

    void end(DriverFailure why) {
        List<Waiting> disappointed;
        synchronized (lock) {
            end = why;
            disappointed = List.copyOf(waiting);
            waiting.clear();
        }
        disappointed.forEach(one -> one.future().completeExceptionally(why));
    }

    /// The newest events that nobody took, for a failure's message.
    String newest() {
        var left = left();
        return left.stream()
                .skip(Math.max(0, left.size() - SHOWN))
                .map(DriverEvent::toString)
                .collect(Collectors.joining("\n  ", "\n  ", ""));
    }
}
