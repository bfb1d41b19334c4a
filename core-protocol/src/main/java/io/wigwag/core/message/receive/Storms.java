package io.wigwag.core.message.receive;

import io.wigwag.core.id.DeviceAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// How many messages an author's device is asked to send again. A thousand at once, as after the loss of a session,
/// and then one in a second: who sends more that nobody can read is broken or means harm, and gets no answer to each.
/// All of it is told once a minute at most.
final class Storms {
    static final int AT_ONCE = 1_000;
    static final Duration EACH = Duration.ofSeconds(1);
    private static final Duration SUMMARY = Duration.ofMinutes(1);
    private static final int MOST_AUTHORS = 1_024;

    private final InstantSource clock;
    private final Consumer<Summary> teller;
    private final Map<DeviceAddress, Budget> budgets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceAddress, Budget> eldest) {
            return size() > MOST_AUTHORS;
        }
    };
    private Instant lastTold = Instant.MIN;
    private int unreadable;
    private int unasked;

    /// What could not be read since the last of these.
    ///
    /// @param unasked of how many no author was asked
    record Summary(int unreadable, int unasked) {}

    /// So many may be asked for at a time.
    private record Budget(int left, Instant at) {
        static Budget full(Instant now) {
            return new Budget(AT_ONCE, now);
        }

        Budget refilled(Instant now) {
            var more = Duration.between(at, now).dividedBy(EACH);
            return new Budget((int) Math.min(AT_ONCE, left + more), at.plus(EACH.multipliedBy(more)));
        }

        Budget spent() {
            return new Budget(left - 1, at);
        }
    }

    Storms(InstantSource clock, Consumer<Summary> teller) {
        this.clock = clock;
        this.teller = teller;
    }

    /// One more message of an author can't be read: whether they may be asked for it.
    boolean permits(DeviceAddress author) {
        var now = clock.instant();
        var known = budgets.get(author);
        var budget = known == null ? Budget.full(now) : known.refilled(now);
        var permitted = budget.left() > 0;
        budgets.put(author, permitted ? budget.spent() : budget);
        unreadable++;
        unasked += permitted ? 0 : 1;
        if (!now.isBefore(nextSummary())) {
            teller.accept(new Summary(unreadable, unasked));
            lastTold = now;
            unreadable = 0;
            unasked = 0;
        }
        return permitted;
    }

    private Instant nextSummary() {
        return lastTold.equals(Instant.MIN) ? lastTold : lastTold.plus(SUMMARY);
    }
}
