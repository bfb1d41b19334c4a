package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.content.Poll;
import io.wigwag.core.message.secret.PollTally;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The messages that were seen or sent, so that a command can name one by its id. Bounded: the oldest go.
final class Memory {
    private static final int CAPACITY = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<MessageId, Known> messages = bounded();
    private final Map<MessageId, PollTally> tallies = bounded();

    private static <V> Map<MessageId, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<MessageId, V> eldest) {
                return size() > CAPACITY;
            }
        };
    }

    void keep(Known message) {
        lock.lock();
        try {
            messages.put(message.id(), message);
        } finally {
            lock.unlock();
        }
    }

    Optional<Known> find(MessageId id) {
        lock.lock();
        try {
            return Optional.ofNullable(messages.get(id));
        } finally {
            lock.unlock();
        }
    }

    Known get(MessageId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no message " + id + " was seen or sent"));
    }

    /// The count of a poll's votes; only whoever takes in what comes uses it.
    PollTally tally(MessageId id, Poll poll) {
        lock.lock();
        try {
            return tallies.computeIfAbsent(id, _ -> new PollTally(poll.options()));
        } finally {
            lock.unlock();
        }
    }
}
