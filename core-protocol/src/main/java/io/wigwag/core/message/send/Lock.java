package io.wigwag.core.message.send;

import io.wigwag.core.people.TimeLock;
import io.wigwag.core.people.TimeLockQuery;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What we know of the account's time lock: the server is asked when it refuses a message, and tells by itself when
/// the lock begins or ends.
final class Lock {
    private static final Logger LOG = LoggerFactory.getLogger(Lock.class);
    /// A lock without an end is asked about again after so long, or nobody would notice when it is over.
    private static final Duration ENDLESS = Duration.ofMinutes(1);

    private final InstantSource clock;
    private TimeLock last = TimeLock.NONE;
    private Instant heard = Instant.MIN;

    Lock(InstantSource clock) {
        this.clock = clock;
    }

    TimeLock last() {
        return last;
    }

    void told(TimeLock now) {
        last = now;
        heard = clock.instant();
    }

    /// The lock as the server says it now. An answer that makes no sense is none, and no reason to leave the
    /// connection: it would be the same on the next.
    TimeLock ask(Line line) throws IqRefused, Unanswered {
        try {
            told(line.ask(new TimeLockQuery()));
        } catch (Unanswered unanswered) {
            if (unanswered.reason() != Unanswered.Cause.UNREADABLE) {
                throw unanswered;
            }
            LOG.debug("Whether the account is in time lock is unknown: {}", unanswered.getMessage());
        }
        return last;
    }

    /// Whether strangers can't be written to now.
    boolean holds(Line line) throws IqRefused, Unanswered {
        var now = clock.instant();
        if (last.active() && last.until().isEmpty() && !now.isBefore(heard.plus(ENDLESS))) {
            return ask(line).holdsAt(now);
        }
        return last.holdsAt(now);
    }
}
