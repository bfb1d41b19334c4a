package io.wigwag.gateway.cli.drive;

import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Where the device is, as far as commands wait for it.
final class Phase {
    enum Name {
        /// No connection, and none meant to be.
        CLOSED,
        /// On its way, or waiting to be.
        DIALLING,
        /// There is something to scan, or a code may be asked for.
        LINKABLE,
        /// Logged in.
        OPEN
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Name name = Name.CLOSED;
    private String reason = "never connected";

    void enter(Name next, String why) {
        lock.lock();
        try {
            name = next;
            reason = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Leaves [Name#CLOSED] ahead of the news that it did.
    void begin() {
        lock.lock();
        try {
            if (name == Name.CLOSED) {
                enter(Name.DIALLING, "dialling");
            }
        } finally {
            lock.unlock();
        }
    }

    /// Returns once it is one of these; fails when it has closed instead.
    void await(Set<Name> wanted) throws InterruptedException, NotReached {
        lock.lock();
        try {
            while (!wanted.contains(name)) {
                if (name == Name.CLOSED) {
                    throw new NotReached("closed: " + reason);
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The connection will not come to be what a command waited for.
    static final class NotReached extends Exception {
        private static final long serialVersionUID = 1;

        private NotReached(String message) {
            super(message, null, false, false);
        }
    }
}
