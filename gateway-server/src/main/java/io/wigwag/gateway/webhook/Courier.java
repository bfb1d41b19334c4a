package io.wigwag.gateway.webhook;

import io.wigwag.core.port.Timers;
import io.wigwag.gateway.event.Events;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.LoggedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings one device's events to its receiver, one after the other. Holds a thread only while there is something to
/// bring; an event that is not taken is tried again before any later one goes out.
final class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final String READER = "webhook";
    private static final int PIECE = 50;

    private final Tenant tenant;
    private final String device;
    private final Bag bag;
    private final EventLog log;
    private final Records<Webhook> hooks;
    private final Post post;

    private final ReentrantLock lock = new ReentrantLock();
    private State state = State.RESTING;
    private boolean woken;
    private final AtomicInteger failures = new AtomicInteger();
    private Timers.Timer retry = Timers.Timer.NONE;
    private Optional<Thread> thread = Optional.empty();

    private enum State {
        RESTING,
        WORKING,
        /// After a failure: nothing but time, or a new address, ends this.
        WAITING,
        CLOSED
    }

    /// What all couriers share.
    record Bag(Events events, Delivery delivery, Patience patience, Timers timers, Webhooks.Notice notice) {}

    /// The office of a courier, which it may lose.
    interface Post {
        /// Whether it still is this courier's: ask before everything that others can see.
        boolean isHeld();

        /// Gives it up.
        void release();

        /// It was lost, and the courier has ended by itself.
        void lost(Courier courier);
    }

    Courier(Tenant tenant, String device, Bag bag, Records<Webhook> hooks, Post post) {
        this.tenant = tenant;
        this.device = device;
        this.bag = bag;
        this.log = bag.events().log(tenant);
        this.hooks = hooks;
        this.post = post;
    }

    static void beginAtTheEnd(EventLog log, String device) {
        log.dealtWith(READER, device, log.lastNumber(device));
    }

    /// There may be something to bring.
    void wake() {
        begin(State.RESTING);
    }

    /// The same, also to one that waits after a failure: the receiver is another one now.
    void wakeAnew() {
        lock.lock();
        try {
            retry.cancel();
            failures.set(0);
        } finally {
            lock.unlock();
        }
        begin(State.WAITING);
        begin(State.RESTING);
    }

    private void begin(State from) {
        lock.lock();
        try {
            woken = true;
            if (state == from) {
                state = State.WORKING;
                thread =
                        Optional.of(Thread.ofVirtual().name("webhook " + device).start(this::work));
            }
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        try {
            while (true) {
                awake();
                if (!bringSome() && !stayAwake()) {
                    return;
                }
            }
        } catch (RuntimeException failed) {
            // Whatever it was: a courier that ended here would rest until the next start.
            if (isClosed()) {
                LOG.atDebug().addKeyValue("device", device).setCause(failed).log("ended with its store");
            } else {
                LOG.atWarn().addKeyValue("device", device).setCause(failed).log("a webhook is tried again later");
                waitFor(bag.patience().after(failures.incrementAndGet()));
            }
        }
    }

    private void awake() {
        lock.lock();
        try {
            woken = false;
        } finally {
            lock.unlock();
        }
    }

    private boolean stayAwake() {
        lock.lock();
        try {
            if (state == State.WORKING && !woken) {
                state = State.RESTING;
            }
            return state == State.WORKING;
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return state == State.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    /// Whether something was brought, so that more may follow.
    private boolean bringSome() {
        var found = log.after(device, log.position(READER, device), PIECE);
        for (var logged : found) {
            var hook =
                    hooks.get(device).filter(kept -> kept.record().disabledAt().isEmpty());
            if (hook.isEmpty() || isClosed() || !isOurs() || !bring(hook.get(), logged)) {
                return false;
            }
        }
        return !found.isEmpty();
    }

    /// Whose device it is now brings what we leave, and all that we noted would be against its notes.
    private boolean isOurs() {
        if (post.isHeld()) {
            return true;
        }
        lock.lock();
        try {
            if (state == State.CLOSED) {
                return false;
            }
            state = State.CLOSED;
            retry.cancel();
        } finally {
            lock.unlock();
        }
        LOG.atInfo().addKeyValue("device", device).log("another process brings its events now");
        post.lost(this);
        return false;
    }

    private boolean bring(Versioned<Webhook> hook, LoggedEvent logged) {
        var id = bag.events().told(logged).id();
        var outcome = bag.delivery().attempt(hook.record(), id, logged.event().body());
        if (!isOurs()) {
            return false;
        }
        return switch (outcome) {
            case Delivery.Outcome.Taken() -> {
                log.dealtWith(READER, device, logged.number());
                if (hook.record().failingSince().isPresent()) {
                    hooks.update(device, Update.unset(Webhook.FAILING_SINCE).ifVersion(hook.version()));
                }
                failures.set(0);
                yield true;
            }
            case Delivery.Outcome.Unwanted() -> {
                disable(hook, "the receiver is gone (410)");
                yield false;
            }
            case Delivery.Outcome.Failed(var why) -> {
                failed(hook, why);
                yield false;
            }
        };
    }

    private void failed(Versioned<Webhook> hook, String why) {
        if (isClosed() || isReplaced(hook)) {
            return;
        }
        var now = bag.delivery().clock().instant();
        var since = hook.record().failingSince().orElse(now);
        if (!now.isBefore(since.plus(bag.patience().whole()))) {
            disable(hook, why);
            return;
        }
        if (hook.record().failingSince().isEmpty()) {
            hooks.update(device, Update.set(Webhook.FAILING_SINCE, now).ifVersion(hook.version()));
        }
        var inARow = failures.incrementAndGet();
        LOG.atInfo()
                .addKeyValue("device", device)
                .addKeyValue("failures", inARow)
                .addKeyValue("why", why)
                .log("a webhook was not taken");
        waitFor(bag.patience().after(inARow));
    }

    /// What the old address had to say is nothing to the new one, which is tried at once.
    private boolean isReplaced(Versioned<Webhook> hook) {
        return hooks.get(device)
                .filter(kept -> kept.version() == hook.version())
                .isEmpty();
    }

    private void waitFor(Duration pause) {
        lock.lock();
        try {
            if (state == State.WORKING) {
                state = State.WAITING;
                retry = bag.timers().after(pause, () -> begin(State.WAITING));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Given up: only an address that is set anew begins again, where this one ended; one that was set meanwhile is
    /// not this one.
    private void disable(Versioned<Webhook> hook, String why) {
        Instant now = bag.delivery().clock().instant();
        var given = hooks.update(
                device,
                Update.set(Webhook.DISABLED_AT, now).andUnset(Webhook.ACTIVE).ifVersion(hook.version()));
        if (given.isPresent()) {
            LOG.atWarn().addKeyValue("device", device).addKeyValue("why", why).log("a webhook was switched off");
            bag.notice().disabled(tenant, device, why);
        }
    }

    /// Ends what it is doing. What was not taken yet goes out after the next start.
    void close() throws InterruptedException {
        Optional<Thread> working;
        lock.lock();
        try {
            if (state == State.CLOSED) {
                return;
            }
            state = State.CLOSED;
            retry.cancel();
            working = thread;
        } finally {
            lock.unlock();
        }
        if (working.isPresent()) {
            working.get().interrupt();
            working.get().join();
        }
        post.release();
    }
}
