package io.wigwag.sandbox.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One way through one layer of one connection. What passes keeps its order, also when some of it is late, unless a
/// rule says otherwise. Belongs to one thread.
abstract class Lane<T> {
    /// Runs something later on the lane's thread, by the sandbox's clock.
    interface Later {
        void run(Duration delay, Runnable task);
    }

    /// Ends the lane's connection.
    interface Ends {
        void close();

        void reset();
    }

    /// Something under way.
    record Item<T>(T value, Duration late, boolean overtaken) {
        Item(T value) {
            this(value, Duration.ZERO, false);
        }

        <R> Item<R> with(R other) {
            return new Item<>(other, late, overtaken);
        }

        Item<T> later(Duration by, boolean mayBeOvertaken) {
            return new Item<>(value, late.plus(by), overtaken || mayBeOvertaken);
        }
    }

    protected final Faults faults;
    protected final Place place;
    private final Later later;
    private final Ends ends;
    /// What is late, in its order, and when the last of it is due.
    private final Deque<Runnable> late = new ArrayDeque<>(0);

    private Instant lastDue = Instant.MIN;
    /// What waits for more of its like.
    private final Map<Action, List<Item<T>>> held = new HashMap<>(0);

    Lane(Faults faults, Place place, Later later, Ends ends) {
        this.faults = faults;
        this.place = place;
        this.later = later;
        this.ends = ends;
    }

    /// The rules that hit something.
    abstract List<Action> hits(T value);

    /// What a rule of the lane's own kind makes of what is under way.
    abstract List<Item<T>> apply(Action action, List<Item<T>> items);

    boolean isQuiet() {
        return faults.isQuiet() && late.isEmpty() && place.silentUntil().equals(Instant.MIN);
    }

    final void pass(T value, Consumer<T> onward) {
        if (isQuiet()) {
            onward.accept(value);
            return;
        }
        var items = List.of(new Item<>(value));
        for (var action : hits(value)) {
            items = act(action, items);
        }
        items.forEach(item -> forward(item, onward));
    }

    private List<Item<T>> act(Action action, List<Item<T>> items) {
        return switch (action) {
            case Action.Drop() -> List.of();
            case Action.Delay delay ->
                items.stream()
                        .map(item -> item.later(with(delay.jitter(), delay.by()), delay.overtaken()))
                        .toList();
            case Action.Duplicate(var count) ->
                items.stream()
                        .flatMap(item -> Collections.nCopies(1 + count, item).stream())
                        .toList();
            case Action.Reorder(var window) -> gathered(action, window, items).reversed();
            case Action.Close() -> {
                ends.close();
                yield List.of();
            }
            case Action.Reset() -> {
                ends.reset();
                yield List.of();
            }
            case Action.Blackhole(var time) -> {
                place.silence(time.map(faults.clock().instant()::plus).orElse(Instant.MAX));
                yield items;
            }
            default -> apply(action, items);
        };
    }

    private Duration with(Duration jitter, Duration by) {
        return jitter.isZero() ? by : by.plusMillis(faults.random((int) jitter.toMillis() + 1));
    }

    /// So many together, or none as long as there are fewer.
    final List<Item<T>> gathered(Action action, int wanted, List<Item<T>> items) {
        var waiting = held.computeIfAbsent(action, _ -> new ArrayList<>());
        waiting.addAll(items);
        if (waiting.size() < wanted) {
            return List.of();
        }
        held.remove(action);
        return waiting;
    }

    private void forward(Item<T> item, Consumer<T> onward) {
        var silentUntil = place.silentUntil();
        if (silentUntil.equals(Instant.MAX)) {
            return;
        }
        var now = faults.clock().instant();
        var due = latest(now.plus(item.late()), silentUntil);
        if (item.overtaken()) {
            later.run(Duration.between(now, due), () -> onward.accept(item.value()));
            return;
        }
        if (late.isEmpty() && !due.isAfter(now)) {
            onward.accept(item.value());
            return;
        }
        lastDue = latest(due, lastDue);
        late.add(() -> onward.accept(item.value()));
        later.run(positive(Duration.between(now, lastDue)), this::release);
    }

    /// Whichever of the timers comes first, the first in the row goes first.
    private void release() {
        var first = late.poll();
        if (first != null) {
            first.run();
        }
    }

    /// Runs something behind everything that is under way.
    final void behindAll(Runnable task) {
        if (late.isEmpty()) {
            task.run();
        } else {
            late.add(task);
            later.run(positive(Duration.between(faults.clock().instant(), lastDue)), this::release);
        }
    }

    /// How long what is under way still takes.
    final Duration backlog() {
        return late.isEmpty()
                ? Duration.ZERO
                : positive(Duration.between(faults.clock().instant(), lastDue));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Duration positive(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
