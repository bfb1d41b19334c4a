package io.wigwag.interop.engine;

import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.SendOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// Keeps all mail in memory, unless it is told to fail.
final class KeptMail implements MailKeeper {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<MailEvent> kept = new ArrayList<>();
    private volatile Predicate<MailEvent> failing = _ -> false;

    /// From now on it refuses these.
    void failOn(Predicate<MailEvent> such) {
        failing = such;
    }

    @Override
    public void keep(MailEvent event) throws Exception {
        if (failing.test(event)) {
            throw new IllegalStateException("told to fail");
        }
        lock.lock();
        try {
            kept.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    List<MailEvent> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    /// The words of the messages that could be read, in the order of their arrival.
    List<String> texts() {
        return all().stream()
                .map(KeptMail::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// Those whose outcomes are known, by id.
    List<String> accepted() {
        return all().stream()
                .filter(event -> event instanceof MailEvent.Settled(SendOutcome.Accepted _))
                .map(event -> ((MailEvent.Settled) event).outcome().id().value())
                .toList();
    }

    static String text(MailEvent event) {
        return event instanceof MailEvent.MessageCame came && came.outcome() instanceof Received.Read read
                ? ContentReader.read(read.message()).text()
                : "";
    }

    /// The first event that answers to a description, there already or to come.
    <E extends MailEvent> E await(Class<E> kind, Predicate<E> wanted) throws InterruptedException {
        lock.lock();
        try {
            var left = TestDevice.PATIENCE.toNanos();
            while (true) {
                for (var event : kept) {
                    if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                        return kind.cast(event);
                    }
                }
                if (left <= 0) {
                    throw new AssertionError("no such " + kind.getSimpleName() + "; kept: " + kept);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    MailEvent.MessageCame awaitText(String text) throws InterruptedException {
        return await(MailEvent.MessageCame.class, event -> text(event).equals(text));
    }
}
