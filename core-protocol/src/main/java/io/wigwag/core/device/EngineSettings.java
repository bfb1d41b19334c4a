package io.wigwag.core.device;

import io.wigwag.core.link.Backoff;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.Endpoint;
import java.time.Duration;

/// What an embedder may choose; the defaults are good for the real service.
///
/// @param endpoint where devices connect to
/// @param root whose certificates a server has to show
/// @param line every wait and bound of one connection
/// @param reconnect how long to wait after failures
/// @param dialsPerSecond how many devices of the process may begin to connect, after a first burst of as many
/// @param stuck how long one step of a device may take before the device is rebuilt around it
/// @param commands that may wait for a device before callers are refused
/// @param events that may wait for a listener before the oldest are dropped
public record EngineSettings(
        Endpoint endpoint,
        TrustRoot root,
        LineLimits line,
        Backoff reconnect,
        int dialsPerSecond,
        Duration stuck,
        int commands,
        int events) {
    public static final EngineSettings DEFAULT = new EngineSettings(
            Endpoint.WHATSAPP,
            TrustRoot.WHATSAPP,
            LineLimits.DEFAULT,
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5)),
            50,
            // Callers are promised a word within 30 s, and timers may take a little longer.
            Duration.ofSeconds(29),
            64,
            1_000);

    /// Another server: a sandbox, as a rule.
    public EngineSettings towards(Endpoint other, TrustRoot itsRoot) {
        return new EngineSettings(other, itsRoot, line, reconnect, dialsPerSecond, stuck, commands, events);
    }

    public EngineSettings withLine(LineLimits other) {
        return new EngineSettings(endpoint, root, other, reconnect, dialsPerSecond, stuck, commands, events);
    }

    public EngineSettings withReconnect(Backoff other) {
        return new EngineSettings(endpoint, root, line, other, dialsPerSecond, stuck, commands, events);
    }

    public EngineSettings withDialsPerSecond(int other) {
        return new EngineSettings(endpoint, root, line, reconnect, other, stuck, commands, events);
    }

    public EngineSettings withStuck(Duration other) {
        return new EngineSettings(endpoint, root, line, reconnect, dialsPerSecond, other, commands, events);
    }

    public EngineSettings withEvents(int other) {
        return new EngineSettings(endpoint, root, line, reconnect, dialsPerSecond, stuck, commands, other);
    }
}
