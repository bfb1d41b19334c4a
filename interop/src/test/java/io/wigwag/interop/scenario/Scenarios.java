package io.wigwag.interop.scenario;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;

/// What scenarios have in common that happen on one stage, for one client at a time.
@ExtendWith(OnStage.class)
@ExtendWith(Scoreboard.class)
abstract class Scenarios {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final Stage stage;
    final Client version;
    /// Whoever the client under test talks to has this one.
    final Client partner;

    Scenarios(Client version, Stage stage) {
        this.version = version;
        this.partner = switch (version) {
            // Its older line knows us by two names at once and mixes up our sessions until they heal.
            case V6_7_24, WIGWAG -> Client.V7_RC14;
            case V7_RC14, V6_7_18 -> Client.V6_7_24;
        };
        this.stage = stage;
    }
}
