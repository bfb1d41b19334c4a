package io.wigwag.core.signal;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.StateChange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// How long what we sent is kept for receivers who could not read it. A phone that was off for some days asks as soon
/// as it is back.
public final class SentMessages {
    public static final Duration KEPT = Duration.ofDays(7);

    private final InstantSource clock;

    public SentMessages(InstantSource clock) {
        this.clock = clock;
    }

    /// To commit together with the ratchet's step, before the message leaves.
    public StateChange keep(MessageKey key, Octets record) {
        return new StateChange.KeepMessage(key, record, clock.instant());
    }

    /// To commit now and then.
    public List<StateChange> forgetOld() {
        return List.of(new StateChange.DropMessagesBefore(clock.instant().minus(KEPT)));
    }
}
