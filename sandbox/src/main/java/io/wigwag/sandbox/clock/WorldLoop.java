package io.wigwag.sandbox.clock;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread on which the world changes. Whatever happens (a stanza, an order of the admin, a timer) is a task on
/// it, so nothing in the world needs a lock and equal inputs give equal worlds.
public final class WorldLoop implements Executor, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldLoop.class);

    private static final int TOGETHER = 256;

    private final SandboxClock clock;
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final NavigableSet<Timer> timers =
            new TreeSet<>(Comparator.comparing(Timer::due).thenComparingLong(Timer::order));
    private final List<Watch> watches = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Thread thread;
    private final Deque<Held> held = new ArrayDeque<>();
    private Optional<Keeping> commit = Optional.empty();
    private long order;
    private volatile boolean closed;

    public WorldLoop(SandboxClock clock) {
        this.clock = clock;
        thread = Thread.ofPlatform().name("sandbox-world").daemon().unstarted(this::run);
        thread.start();
    }

    /// Something that is due at a time. Cancelled from the world's thread; from then on nothing of it is kept.
    public final class Timer {
        private final Instant due;
        private final long order;
        private final Runnable task;

        private Timer(Instant due, long order, Runnable task) {
            this.due = due;
            this.order = order;
            this.task = task;
        }

        public Instant due() {
            return due;
        }

        private long order() {
            return order;
        }

        public void cancel() {
            timers.remove(this);
        }
    }

    /// Writes down what has changed.
    public interface Keeping {
        void commit() throws IOException;
    }

    private record Held(Runnable leaving, Consumer<Throwable> lost) {}

    /// From now on nothing leaves the world before this has run: see [#release]. Only from the world's thread.
    public void commitBefore(Keeping keeping) {
        commit = Optional.of(keeping);
    }

    /// Lets something out of the world: at once where nothing has to be kept, else behind the next commit. Only from
    /// the world's thread.
    public void release(Runnable leaving) {
        if (commit.isEmpty()) {
            leaving.run();
        } else {
            held.add(new Held(leaving, _ -> {}));
        }
    }

    private <T> void answer(CompletableFuture<T> result, Runnable how) {
        if (commit.isEmpty()) {
            how.run();
        } else {
            held.add(new Held(how, result::completeExceptionally));
        }
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    public boolean isCurrent() {
        return Thread.currentThread().equals(thread);
    }

    /// Runs something in the world and waits for what comes of it; its failure is thrown here.
    public <T> T call(Callable<T> task) throws Exception {
        if (isCurrent()) {
            return task.call();
        }
        var result = new CompletableFuture<T>();
        execute(() -> {
            try {
                var answer = task.call();
                answer(result, () -> result.complete(answer));
            } catch (Throwable failure) {
                answer(result, () -> result.completeExceptionally(failure));
            }
        });
        if (closed) {
            result.cancel(false);
        }
        try {
            return result.join();
        } catch (CancellationException ended) {
            throw new IllegalStateException("the sandbox is closed", ended);
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw wrapped;
        }
    }

    /// The same for those who expect no failure: a checked one comes wrapped.
    public <T> T ask(Callable<T> task) {
        try {
            return call(task);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Completes as soon as something holds: that is asked at once, and again after everything that happens. Asked no
    /// more once it is cancelled.
    public CompletableFuture<Boolean> until(BooleanSupplier condition) {
        var held = new CompletableFuture<Boolean>();
        execute(() -> watches.add(new Watch(condition, held)));
        return held;
    }

    private record Watch(BooleanSupplier condition, CompletableFuture<Boolean> held) {
        /// True when nobody waits for it any more.
        boolean isOver() {
            try {
                return held.isDone() || (condition.getAsBoolean() && held.complete(true));
            } catch (RuntimeException failure) {
                return held.completeExceptionally(failure);
            }
        }
    }

    /// Only from the world's thread.
    public Timer schedule(Duration delay, Runnable task) {
        var timer = new Timer(clock.instant().plus(delay), order++, task);
        timers.add(timer);
        return timer;
    }

    /// How much is planned for later. Only from the world's thread.
    public int planned() {
        return timers.size();
    }

    /// Moves a clock that stands still, and fires what falls due on the way in the order of time. What these tasks hand
    /// to the world in turn has run, too, when this returns.
    public void advance(Duration by) throws Exception {
        call(() -> {
            var until = clock.instant().plus(by);
            for (var next = first(); next != null && !next.due.isAfter(until); next = first()) {
                clock.moveTo(next.due);
                runDue();
                drain();
            }
            clock.moveTo(until);
            return true;
        });
        call(() -> true);
    }

    /// How many tasks have failed since the start: each is a defect, and in the log.
    public int failures() {
        return failures.get();
    }

    private void run() {
        try {
            while (!closed) {
                var next = first();
                var wait = next == null ? Duration.ofDays(1) : clock.realTimeUntil(next.due);
                var task = tasks.poll(Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
                if (task != null) {
                    attempt(task);
                    runWaiting();
                }
                runDue();
                letOut();
            }
            drain();
            letOut();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// Some of what has come meanwhile, so that a commit serves many.
    private void runWaiting() {
        for (var i = 0; i < TOGETHER && commit.isPresent(); i++) {
            var task = tasks.poll();
            if (task == null) {
                return;
            }
            attempt(task);
        }
    }

    private void letOut() {
        if (commit.isEmpty()) {
            return;
        }
        try {
            commit.get().commit();
        } catch (IOException | RuntimeException failure) {
            // What can't be kept must not be promised: it is as if the sandbox had died before.
            failures.incrementAndGet();
            LOG.error("the world can't be kept", failure);
            held.forEach(lost -> lost.lost().accept(failure));
            held.clear();
        }
        for (var next = held.poll(); next != null; next = held.poll()) {
            attempt(next.leaving());
        }
    }

    private void drain() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            attempt(task);
        }
    }

    private void runDue() {
        var now = clock.instant();
        for (var timer = first(); timer != null && !timer.due.isAfter(now); timer = first()) {
            timers.remove(timer);
            attempt(timer.task);
        }
    }

    private @Nullable Timer first() {
        return timers.isEmpty() ? null : timers.first();
    }

    private void attempt(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            failures.incrementAndGet();
            LOG.error("a task of the sandbox's world failed", failure);
        }
        watches.removeIf(Watch::isOver);
    }

    @Override
    public void close() {
        execute(() -> closed = true);
        if (!isCurrent()) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
