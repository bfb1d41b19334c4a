package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceHealth;
import io.wigwag.gateway.http.json.Described;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A device's state with the proofs that it works.
@Described("How a device is, what to do about it, and when it last proved that it works")
record StatusView(
        String state,
        Optional<String> reason,
        Instant since,

        @Described("What somebody should do now, in a sentence")
        String nextStep,

        Proofs health) {
    static final StatusView EXAMPLE = of(
            DeviceView.EXAMPLE.status(),
            new DeviceHealth(
                    Optional.of(Instant.parse("2026-11-21T12:00:09Z")),
                    Optional.of(Instant.parse("2026-11-21T12:00:09Z")),
                    Optional.empty(),
                    Optional.empty(),
                    true,
                    Optional.of(Duration.ofSeconds(1))));

    /// Each proof with the last time it was given, by this process.
    record Proofs(
            @Described("Anything came from the server") Optional<Instant> inbound,
            @Described("An answer to a ping") Optional<Instant> pong,
            @Described("The server took a message") Optional<Instant> serverAck,
            @Described("A message could be read") Optional<Instant> decrypted,
            @Described("All that waited was handed over") boolean drained,

            @Described("How far the server's clock is ahead")
            Optional<Duration> clockOffset) {}

    static StatusView of(Standing standing, DeviceHealth health) {
        return new StatusView(
                standing.state(),
                standing.reason(),
                standing.since(),
                standing.nextStep(),
                new Proofs(
                        health.inbound(),
                        health.pong(),
                        health.serverAck(),
                        health.decrypted(),
                        health.drained(),
                        health.clockOffset()));
    }
}
