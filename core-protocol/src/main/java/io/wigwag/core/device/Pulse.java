package io.wigwag.core.device;

import io.wigwag.core.event.DeviceHealth;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// When a device last proved what, and how far the server's clock is from ours. Any thread writes and reads; each
/// proof stands alone, so that none of it needs a lock.
final class Pulse {
    private static final long NEVER = Long.MIN_VALUE;

    private final InstantSource clock;
    private volatile long inbound = NEVER;
    private volatile long pong = NEVER;
    private volatile long serverAck = NEVER;
    private volatile long decrypted = NEVER;
    private volatile long offset = NEVER;
    private volatile boolean drained;

    Pulse(InstantSource clock) {
        this.clock = clock;
    }

    void heard() {
        inbound = clock.millis();
    }

    void ponged() {
        pong = clock.millis();
    }

    void acked() {
        serverAck = clock.millis();
    }

    void decrypted() {
        decrypted = clock.millis();
    }

    void drained(boolean all) {
        drained = all;
    }

    /// What the server's clock says now; good to a second.
    void serverTime(Instant time) {
        offset = time.toEpochMilli() - clock.millis();
    }

    Instant serverNow() {
        var ahead = offset;
        return clock.instant().plusMillis(ahead == NEVER ? 0 : ahead);
    }

    DeviceHealth health() {
        var ahead = offset;
        return new DeviceHealth(
                moment(inbound),
                moment(pong),
                moment(serverAck),
                moment(decrypted),
                drained,
                ahead == NEVER ? Optional.empty() : Optional.of(Duration.ofMillis(ahead)));
    }

    private static Optional<Instant> moment(long millis) {
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
