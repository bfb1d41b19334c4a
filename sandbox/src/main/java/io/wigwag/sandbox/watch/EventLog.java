package io.wigwag.sandbox.watch;

import io.wigwag.sandbox.clock.SandboxClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Everything of note that happened, numbered; the newest thousands are kept. Written from the world's thread, read
/// from any.
public final class EventLog {
    /// What happened, to whom, when. Details are texts, numbers and truth values.
    public record Event(long number, Instant at, String type, Map<String, Object> details) {
        public Event {
            details = Map.copyOf(details);
        }

        public String text(String name) {
            return String.valueOf(details.getOrDefault(name, ""));
        }
    }

    private static final int KEPT = 50_000;

    private final SandboxClock clock;
    private final Deque<Event> kept = new ArrayDeque<>();
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    public EventLog(SandboxClock clock) {
        this.clock = clock;
    }

    /// Adds an event; its details as names and values in turn.
    public void add(String type, Object... details) {
        var named = new LinkedHashMap<String, Object>();
        for (var i = 0; i < details.length; i += 2) {
            named.put((String) details[i], plain(details[i + 1]));
        }
        Event event;
        synchronized (kept) {
            event = new Event(++last, clock.instant(), type, named);
            kept.add(event);
            if (kept.size() > KEPT) {
                kept.remove();
            }
        }
        listeners.forEach(listener -> listener.accept(event));
    }

    private static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /// The events behind a number, oldest first.
    public List<Event> after(long number) {
        synchronized (kept) {
            var found = new ArrayList<Event>();
            for (var all = kept.descendingIterator(); all.hasNext(); ) {
                var event = all.next();
                if (event.number() <= number) {
                    break;
                }
                found.add(event);
            }
            return found.reversed();
        }
    }

    public long last() {
        synchronized (kept) {
            return last;
        }
    }

    /// Hears of every further event, on the thread that caused it: a listener only hands over.
    public Subscription listen(Consumer<Event> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Ends with its closing.
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
