package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.world.ClientVersion;
import java.util.Optional;

/// Refuses programs that are too old, whether they are linked or not: the one gate before which nobody's name counts.
final class VersionGate {
    private static final int OUTDATED = 405;

    private final SandboxSettings settings;

    VersionGate(SandboxSettings settings) {
        this.settings = settings;
    }

    /// The stanza that refuses a client, if it is refused. Whoever tells no version has the oldest there is.
    Optional<Node> refusal(Greeting greeting) {
        return settings.minClientVersion
                .filter(oldest -> version(greeting).compareTo(oldest) < 0)
                .map(_ -> Stanzas.failure(OUTDATED));
    }

    private static ClientVersion version(Greeting greeting) {
        var told = greeting.payload().getUserAgent().getAppVersion();
        return new ClientVersion(
                Integer.toUnsignedLong(told.getPrimary()),
                Integer.toUnsignedLong(told.getSecondary()),
                Integer.toUnsignedLong(told.getTertiary()));
    }
}
