package io.wigwag.sandbox.fault;

import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A lane of bytes: of a socket, of messages, of frames.
public final class ByteLane extends Lane<Octets> {
    private static final long NANOS = 1_000_000_000;

    private final Supplier<Layer> layer;
    private final Direction direction;

    private ByteLane(Faults faults, Supplier<Layer> layer, Direction direction, Place place, Later later, Ends ends) {
        super(faults, place, later, ends);
        this.layer = layer;
        this.direction = direction;
    }

    /// What a connection needs for its lanes.
    ///
    /// @param later runs something on the connection's thread after a time of the sandbox
    public record Wire(Faults faults, Place place, Timer later, Runnable close, Runnable reset) {
        public ByteLane lane(Layer layer, Direction direction) {
            return lane(() -> layer, direction);
        }

        /// A lane whose layer changes on the way.
        public ByteLane lane(Supplier<Layer> layer, Direction direction) {
            return new ByteLane(faults, layer, direction, place, later::run, new Ends() {
                @Override
                public void close() {
                    close.run();
                }

                @Override
                public void reset() {
                    reset.run();
                }
            });
        }
    }

    /// Runs something later.
    public interface Timer {
        void run(Duration delay, Runnable task);
    }

    /// Hands bytes on, now or later, as they are or as the rules have them.
    public void bytes(Octets bytes, Consumer<Octets> onward) {
        pass(bytes, onward);
    }

    /// Whether everything passes as it is just now.
    public boolean isOpen() {
        return isQuiet();
    }

    /// Runs something behind all bytes that are under way.
    public void afterwards(Runnable task) {
        behindAll(task);
    }

    @Override
    List<Action> hits(Octets value) {
        return faults.fire(
                layer.get(),
                direction,
                place,
                action -> action instanceof Action.OnPassing || action instanceof Action.OnBytes);
    }

    @Override
    List<Item<Octets>> apply(Action action, List<Item<Octets>> items) {
        return switch (action) {
            case Action.Corrupt(var bits) ->
                items.stream()
                        .map(item -> item.with(corrupt(item.value(), bits)))
                        .toList();
            case Action.Truncate(var bytes) ->
                items.stream()
                        .map(item -> item.with(
                                item.value().slice(0, Math.max(0, item.value().size() - bytes))))
                        .toList();
            case Action.Split(var bytes) ->
                items.stream().flatMap(item -> split(item, bytes).stream()).toList();
            case Action.Coalesce(var frames) -> joined(gathered(action, frames, items));
            case Action.Throttle(var rate) -> throttled(items, rate);
            default -> items;
        };
    }

    private Octets corrupt(Octets bytes, int bits) {
        if (bytes.isEmpty()) {
            return bytes;
        }
        var wrong = bytes.toArray();
        for (var i = 0; i < bits; i++) {
            wrong[faults.random(wrong.length)] ^= (byte) (1 << faults.random(Byte.SIZE));
        }
        return Octets.wrap(wrong);
    }

    private static List<Item<Octets>> split(Item<Octets> item, int size) {
        var pieces = new ArrayList<Item<Octets>>();
        var bytes = item.value();
        for (var from = 0; from < bytes.size(); from += size) {
            pieces.add(item.with(bytes.slice(from, Math.min(bytes.size(), from + size))));
        }
        return pieces;
    }

    /// Each behind all before it.
    private List<Item<Octets>> throttled(List<Item<Octets>> items, long rate) {
        var behind = backlog();
        var all = new ArrayList<Item<Octets>>();
        for (var item : items) {
            behind = behind.plusNanos(item.value().size() * NANOS / rate);
            all.add(item.later(behind, false));
        }
        return all;
    }

    private static List<Item<Octets>> joined(List<Item<Octets>> items) {
        if (items.isEmpty()) {
            return items;
        }
        var all = Octets.concat(items.stream().map(Item::value).toArray(Octets[]::new));
        return List.of(items.getLast().with(all));
    }
}
