package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.sandbox.world.ClientVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// R11: a server that wants a newer client is obeyed once for all devices, and a setting alone mends it.
class OutdatedClientTest {

    private static void serverWants(EngineStage stage, String version) {
        stage.sandbox()
                .exchange()
                .loop()
                .execute(() -> stage.sandbox().exchange().settings().minClientVersion = ClientVersion.parse(version));
    }

    @Test
    void devicesRestWithAdviceUntilTheVersionChanges() throws Exception {
        try (var stage = new EngineStage()) {
            var linked = stage.online("ana");
            var other = stage.online("bob");
            serverWants(stage, "9.3000.1");
            linked.handle().reconnect().join();
            var refused = linked.awaitStatus(DeviceStatus.ClientOutdated.class);
            assertThat(refused.advice()).contains("client.version");
            assertThat(refused.version())
                    .isEqualTo(ClientProfile.SHIPPED.version().toString());

            var openedBefore = opened(stage);
            other.handle().reconnect().join();
            other.awaitStatus(DeviceStatus.ClientOutdated.class);
            assertThat(opened(stage)).as("the other device need not ask").isEqualTo(openedBefore);

            stage.profiles().use(ClientProfile.of(Map.of("client.version", "9.3000.2")));
            linked.awaitStatus(DeviceStatus.Online.class);
            other.awaitStatus(DeviceStatus.Online.class);
            assertThat(linked.heard())
                    .filteredOn(LinkEvent.Paired.class::isInstance)
                    .hasSize(1);
        }
    }

    private static long opened(EngineStage stage) {
        return stage.sandbox().events().after(0).stream()
                .filter(event -> event.type().equals("connection.opened"))
                .count();
    }
}
