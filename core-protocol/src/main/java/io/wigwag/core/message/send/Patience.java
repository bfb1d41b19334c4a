package io.wigwag.core.message.send;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often a device is sent messages again. What it says of that itself is not relied upon: each time costs a step
/// of the ratchet, a commit and a whole message, and maybe a new session. A message goes to a device ten times in all,
/// and all of them together as often as we ask others: a thousand times at once, as after the loss of a session, and
/// then once in a second.
final class Patience {
    /// What a well-meaning device asks for is less: it gives up after four requests.
    static final int SAME_MESSAGE = 10;
    static final int AT_ONCE = 1_000;
    static final Duration EACH = Duration.ofSeconds(1);
    private static final int MOST_DEVICES = 1_024;
    private static final int MOST_MESSAGES = 4_096;

    private final InstantSource clock;
    private final Map<DeviceAddress, Budget> budgets = bounded(MOST_DEVICES);
    private final Map<Wish, Integer> times = bounded(MOST_MESSAGES);

    private record Wish(DeviceAddress device, MessageId id) {}

    private record Budget(int left, Instant at) {
        Budget refilled(Instant now) {
            var more = Duration.between(at, now).dividedBy(EACH);
            return more <= 0
                    ? this
                    : new Budget((int) Math.min(AT_ONCE, left + more), at.plus(EACH.multipliedBy(more)));
        }

        Budget spent() {
            return new Budget(left - 1, at);
        }
    }

    Patience(InstantSource clock) {
        this.clock = clock;
    }

    /// A device asks for a message: whether it may be given it.
    boolean permits(DeviceAddress device, MessageId id) {
        var now = clock.instant();
        var budget = budgets.getOrDefault(device, new Budget(AT_ONCE, now)).refilled(now);
        var wish = new Wish(device, id);
        var before = times.getOrDefault(wish, 0);
        if (budget.left() == 0 || before >= SAME_MESSAGE) {
            return false;
        }
        budgets.put(device, budget.spent());
        times.put(wish, before + 1);
        return true;
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
