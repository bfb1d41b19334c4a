package io.wigwag.core.people;

import java.time.Instant;
import java.util.Optional;

/// Whether the service keeps this account from writing to people who do not know it, and until when.
///
/// @param until empty where it did not say
public record TimeLock(boolean active, Optional<Instant> until) {
    public static final TimeLock NONE = new TimeLock(false, Optional.empty());

    /// Whether it still holds at a time. One without an end holds.
    public boolean holdsAt(Instant time) {
        return active && until.filter(end -> !end.isAfter(time)).isEmpty();
    }
}
