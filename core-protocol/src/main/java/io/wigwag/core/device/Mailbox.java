package io.wigwag.core.device;

import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a device has to do, in order, one after the other. A virtual thread does it and ends when nothing is left, so
/// that an idle device holds none.
///
/// How much may wait is decided by those who post: a connection stops reading, a caller is refused ([#depth()]).
final class Mailbox<M> {
    private final String name;
    private final Consumer<M> worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<M> waiting = new ArrayDeque<>(2);
    private volatile boolean closed;
    private boolean working;
    private volatile Thread thread = NOBODY;

    private static final Thread NOBODY = Thread.ofVirtual().unstarted(() -> {});

    /// @param worker what it throws is the end of its thread, and of nothing else
    Mailbox(String name, Consumer<M> worker) {
        this.name = name;
        this.worker = worker;
    }

    /// Whether it will be done; nothing is once the mailbox is closed.
    boolean post(M mail) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            waiting.add(mail);
            if (!working) {
                working = true;
                Thread.ofVirtual().name(name).start(this::work);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    int depth() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /// Forgets what waits, and interrupts what is being done.
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
    }

    private void work() {
        try {
            workOff();
        } finally {
            workOnAfterFault();
        }
    }

    private void workOnAfterFault() {
        lock.lock();
        try {
            if (working && thread.equals(Thread.currentThread())) {
                working = !waiting.isEmpty();
                thread = NOBODY;
                if (working) {
                    Thread.ofVirtual().name(name).start(this::work);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void workOff() {
        thread = Thread.currentThread();
        while (true) {
            M next;
            lock.lock();
            try {
                var found = waiting.poll();
                if (found == null) {
                    working = false;
                    thread = NOBODY;
                    return;
                }
                next = found;
            } finally {
                lock.unlock();
            }
            worker.accept(next);
        }
    }
}
