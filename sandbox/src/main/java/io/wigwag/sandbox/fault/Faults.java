package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.server.Line;
import io.wigwag.sandbox.watch.EventLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/// All rules about what goes wrong. Made and asked from any thread; while there are none, asking costs nothing.
public final class Faults {
    private static final long OWN_STREAM = 0x5eed_fa17L;

    private final InstantSource clock;
    private final WorldLoop loop;
    private final EventLog events;
    private final Random random;
    private final Map<Long, Counted> rules = new LinkedHashMap<>();
    /// Lines that were opened and of which the world does not know yet.
    private final Map<Line, Place> arriving = new ConcurrentHashMap<>();
    private volatile boolean quiet = true;
    private long last;

    /// Random choices have a stream of their own, so that a rule does not change the rest of the world.
    public Faults(InstantSource clock, WorldLoop loop, EventLog events, long seed) {
        this.clock = clock;
        this.loop = loop;
        this.events = events;
        this.random = new Random(seed ^ OWN_STREAM);
    }

    private static final class Counted {
        private final FaultRule rule;
        private long matched;
        private long fired;

        private Counted(FaultRule rule) {
            this.rule = rule;
        }

        private Fault as(long id) {
            return new Fault(id, rule, matched, fired);
        }
    }

    public synchronized Fault add(FaultRule rule) {
        rules.put(++last, new Counted(rule));
        quiet = false;
        return new Fault(last, rule, 0, 0);
    }

    public synchronized boolean remove(long id) {
        var removed = rules.remove(id) != null;
        quiet = rules.isEmpty();
        return removed;
    }

    public synchronized void clear() {
        rules.clear();
        quiet = true;
    }

    public synchronized List<Fault> all() {
        var all = new ArrayList<Fault>();
        rules.forEach((id, counted) -> all.add(counted.as(id)));
        return all;
    }

    public synchronized Optional<Fault> find(long id) {
        return Optional.ofNullable(rules.get(id)).map(counted -> counted.as(id));
    }

    boolean isQuiet() {
        return quiet;
    }

    /// The place of a line that the world will hear of.
    public void arrives(Line line, Place place) {
        arriving.put(line, place);
    }

    Place placeOf(Line line) {
        var known = arriving.remove(line);
        return known == null ? new Place() : known;
    }

    /// What is to go wrong with bytes, or at a step that has no content to look at.
    List<Action> fire(Layer layer, Direction direction, Place place, Predicate<Action> able) {
        return quiet ? List.of() : fire(layer, direction, place, _ -> true, able);
    }

    List<Action> fire(Direction direction, Place place, Node stanza) {
        return quiet ? List.of() : fire(Layer.STANZA, direction, place, match -> match.fits(stanza), _ -> true);
    }

    List<Action> fire(Request request) {
        return quiet ? List.of() : fire(Layer.HTTP, Direction.IN, new Place(), match -> match.fits(request), _ -> true);
    }

    private synchronized List<Action> fire(
            Layer layer, Direction direction, Place place, Predicate<Match> fits, Predicate<Action> able) {
        var actions = new ArrayList<Action>();
        rules.forEach((id, counted) -> {
            var rule = counted.rule;
            if (rule.match().layer() == layer
                    && rule.match().direction().covers(direction)
                    && able.test(rule.action())
                    && place.isIn(rule.scope())
                    && fits.test(rule.match())
                    && hits(counted)) {
                actions.add(rule.action());
                tell(id, rule, place);
            }
        });
        return actions;
    }

    private boolean hits(Counted counted) {
        var rule = counted.rule;
        if (rule.until().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            return false;
        }
        counted.matched++;
        if (counted.matched <= rule.after()
                || (rule.times() > 0 && counted.fired >= rule.times())
                || (rule.probability() < 1 && random.nextDouble() >= rule.probability())) {
            return false;
        }
        counted.fired++;
        return true;
    }

    private void tell(long id, FaultRule rule, Place place) {
        var connection = place.connection().map(known -> known.id()).orElse(0L);
        var action = rule.action().getClass().getSimpleName();
        loop.execute(() -> events.add(
                "fault.fired", "fault", id, "name", rule.name(), "action", action, "connection", connection));
    }

    /// A number below a bound, as the seed has it.
    synchronized int random(int bound) {
        return random.nextInt(bound);
    }

    InstantSource clock() {
        return clock;
    }
}
