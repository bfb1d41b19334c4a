package io.wigwag.sandbox.phone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What a phone has read, in the order in which it came; and who waits for more. Of the world's thread.
final class Inbox {
    private static final int MOST = 100_000;

    private final Numbered<Received> messages;
    private final Map<CompletableFuture<Received>, Predicate<Received>> waiting = new LinkedHashMap<>();

    Inbox(LongConsumer changed) {
        messages = new Numbered<>(MOST, changed);
    }

    /// As they are kept.
    Numbered<Received> messages() {
        return messages;
    }

    long nextNumber() {
        return messages.next();
    }

    void add(Received message) {
        var _ = messages.add(message);
        waiting.entrySet().removeIf(waiter -> {
            if (waiter.getKey().isDone()) {
                return true;
            }
            return waiter.getValue().test(message) && waiter.getKey().complete(message);
        });
    }

    List<Received> all() {
        return List.copyOf(messages.all());
    }

    /// The last message of an id.
    Optional<Received> find(String id) {
        return messages.newestFirst().stream()
                .filter(message -> message.id().equals(id))
                .findFirst();
    }

    void change(String id, UnaryOperator<Received> change) {
        for (var message : messages.all()) {
            if (message.id().equals(id)) {
                messages.replace(message.seq(), change.apply(message));
            }
        }
    }

    /// The first message that answers to a description, now or as soon as it is there.
    CompletableFuture<Received> first(Predicate<Received> description) {
        var there = messages.all().stream().filter(description).findFirst();
        if (there.isPresent()) {
            return CompletableFuture.completedFuture(there.get());
        }
        var future = new CompletableFuture<Received>();
        waiting.put(future, description);
        return future;
    }
}
