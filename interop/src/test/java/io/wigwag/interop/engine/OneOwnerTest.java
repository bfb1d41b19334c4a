package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import org.junit.jupiter.api.Test;

/// R6: two processes that start the same device. The later one has it; the earlier one neither writes nor fights.
class OneOwnerTest {

    @Test
    void theEarlierOwnerYieldsAndComesBackOnlyAsOwner() throws Exception {
        try (var stage = new EngineStage()) {
            var first = stage.online("ana");
            try (var other = stage.newEngine()) {
                var second = new TestDevice(other, first.handle().name());
                second.start();
                second.awaitStatus(DeviceStatus.Online.class);
                first.awaitStatus(DeviceStatus.Replaced.class);
                first.start();
                first.awaitStatus(DeviceStatus.Disowned.class);
                assertThat(second.handle().status()).isInstanceOf(DeviceStatus.Online.class);
            }
        }
    }

    @Test
    void whoIsReplacedAgainAndAgainDoesNotFight() throws Exception {
        try (var stage = new EngineStage()) {
            var device = stage.online("ana");
            var thief = stage.sandbox().exchange();
            for (var time = 0; time < 5; time++) {
                replace(stage, device);
                device.start();
                device.awaitStatus(DeviceStatus.Online.class);
            }
            replace(stage, device);
            device.start();
            var pause = device.awaitStatus(DeviceStatus.BackingOff.class);
            assertThat(pause.why()).contains("too often");
            assertThat(thief.loop().failures()).isZero();
        }
    }

    private static void replace(EngineStage stage, TestDevice device) throws Exception {
        GoodbyesTest.endsWith(stage, device, GoodbyesTest.streamError(null, "replaced"));
        device.awaitStatus(DeviceStatus.Replaced.class);
    }
}
