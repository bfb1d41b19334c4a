package io.wigwag.gateway.message;

import io.wigwag.core.port.Timers;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// When the queue of a device is looked at again, and which of its messages rest until then: whoever looks meanwhile,
/// for whatever reason, leaves those alone.
final class Pauses {
    private final Timers timers;
    private final Runnable look;
    private final Set<String> resting = ConcurrentHashMap.newKeySet();

    /// @param look has the queue looked at
    Pauses(Timers timers, Runnable look) {
        this.timers = timers;
        this.look = look;
    }

    boolean holds(String message) {
        return resting.contains(message);
    }

    void begin(String message) {
        resting.add(message);
    }

    /// The message is nobody's any more; a rest that has begun ends with the next look.
    void end(String message, Look next) {
        look(next, () -> {
            resting.remove(message);
            look.run();
        });
    }

    void look(Look next) {
        look(next, look);
    }

    private void look(Look next, Runnable then) {
        next.delay().ifPresent(delay -> {
            if (next.isLater()) {
                timers.after(delay, then);
            } else {
                look.run();
            }
        });
    }
}
