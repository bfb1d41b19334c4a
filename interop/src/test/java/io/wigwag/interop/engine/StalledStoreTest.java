package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// R3: a store that holds an operation for ever. Callers get an answer in time, the device is rebuilt without linking
/// anew, and others notice nothing.
class StalledStoreTest {
    private static final Duration STUCK = Duration.ofSeconds(2);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WIPE")
    void aDeviceThatIsStuckInItsStoreIsRebuilt(StallingStore.Operation operation) throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var other = stage.online("bob");
            var device = stage.device(new DeviceName("stuck"));
            device.link(stage.phone("ana"));

            store.hold("stuck", operation);
            var asked = device.handle().reconnect();
            if (operation == StallingStore.Operation.OPEN) {
                store.refuseOnce("stuck");
            }
            device.await(LinkEvent.Rebuilt.class);
            assertThat(asked.handle((_, failure) -> failure).join())
                    .satisfiesAnyOf(
                            failure -> assertThat(failure).isNull(),
                            failure -> assertThat(failure)
                                    .isInstanceOfSatisfying(
                                            CommandFailed.class,
                                            late -> assertThat(late.why()).isEqualTo(CommandFailed.Why.LATE)));
            store.release();
            device.awaitStatus(DeviceStatus.Online.class);
            assertThat(device.heard())
                    .filteredOn(LinkEvent.Paired.class::isInstance)
                    .hasSize(1);
            assertThat(other.handle().status()).isInstanceOf(DeviceStatus.Online.class);
            assertThat(other.path()).doesNotContain("backing_off");
        }
    }

    /// The step that was given up takes the store from its successor when it comes to its end after all.
    @Test
    void anOpeningThatEndsAfterItWasGivenUpCostsNothing() throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var device = stage.device(new DeviceName("stuck"));
            device.link(stage.phone("ana"));
            store.holdOne("stuck", StallingStore.Operation.OPEN);
            store.refuseOnce("stuck");
            var _ = device.handle().reconnect();
            device.await(LinkEvent.Rebuilt.class);
            device.awaitStatus(DeviceStatus.Online.class);

            store.release();
            device.awaitStatus(DeviceStatus.Connecting.class);
            device.awaitStatus(DeviceStatus.Online.class);
            assertThat(device.handle().reconnect()).succeedsWithin(TestDevice.PATIENCE);
            device.awaitStatus(DeviceStatus.Online.class);
            assertThat(device.path()).doesNotContain("disowned");
        }
    }

    /// It may be that the successor does not get the store at all before that.
    @Test
    void anOpeningThatHasTheStoreWhenItIsGivenUpHandsItOn() throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var device = stage.device(new DeviceName("stuck"));
            device.link(stage.phone("ana"));
            store.holdOneThatTakes("stuck");
            store.refuseOnce("stuck");
            var _ = device.handle().reconnect();
            device.await(LinkEvent.Rebuilt.class);
            device.awaitStatus(DeviceStatus.Disowned.class);

            store.release();
            device.awaitStatus(DeviceStatus.Online.class);
        }
    }

    @Test
    void aDeviceIsGivenBackInTimeWhateverItIsStuckIn() throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var name = new DeviceName("stuck");
            var device = stage.device(name);
            device.link(stage.phone("ana"));
            store.hold("stuck", StallingStore.Operation.WIPE);
            var _ = device.handle().wipe();
            assertThat(stage.engine().release(name)).succeedsWithin(TestDevice.PATIENCE);
            assertThat(stage.engine().find(name)).isEmpty();
            store.release();
        }
    }

    @Test
    void aDeviceThatItsStoreDoesNotTakeBackIsGivenBack() throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var name = new DeviceName("kept");
            var device = stage.device(name);
            device.link(stage.phone("ana"));
            store.refuseToTakeBack("kept");
            assertThat(stage.engine().release(name)).succeedsWithin(TestDevice.PATIENCE);
            assertThat(device.heard())
                    .noneMatch(event -> event instanceof LinkEvent.StatusChanged(var status)
                            && status instanceof DeviceStatus.BackingOff);
        }
    }

    /// All that a send reads and writes, each held for ever.
    @ParameterizedTest
    @ValueSource(strings = {"commit", "sessions", "identities", "deviceLists", "keptMessages", "lidsOf", "tokens"})
    void aSendThatIsStuckInTheStoreEndsInTimeAndTheNextOneLeaves(String operation) throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var ben = stage.phone("ben");
            var other = stage.online("bob");
            var device = stage.device(new DeviceName("stuck"));
            device.link(stage.phone("ana"));

            store.hold("stuck", operation);
            var stuck = send(device, "STUCK", ben.pn());
            device.await(LinkEvent.Rebuilt.class);
            assertThat(stuck)
                    .failsWithin(TestDevice.PATIENCE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            CommandFailed.class, late -> assertThat(late.why()).isEqualTo(CommandFailed.Why.LATE));
            assertThat(send(other, "OTHER", ben.pn())).succeedsWithin(TestDevice.PATIENCE);

            store.release();
            device.awaitStatus(DeviceStatus.Online.class);
            assertThat(send(device, "NEXT", ben.pn()).get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(SendOutcome.Accepted.class);
            ben.awaitText("NEXT", TestDevice.PATIENCE);
            assertThat(device.heard())
                    .filteredOn(LinkEvent.Paired.class::isInstance)
                    .hasSize(1);
            assertThat(other.path()).doesNotContain("backing_off");
        }
    }

    private static CompletableFuture<SendOutcome> send(TestDevice device, String text, Jid to) {
        return device.handle()
                .send(new Letter(
                        new MessageId(text),
                        to,
                        Message.newBuilder().setConversation(text).build()));
    }

    @Test
    void callersOfAStuckDeviceAreAnsweredInTime() throws Exception {
        var store = new StallingStore(new MemoryDevices());
        try (var stage = new EngineStage(store, settings -> settings.withStuck(STUCK))) {
            var device = stage.device(new DeviceName("stuck"));
            device.link(stage.phone("ana"));
            store.hold("stuck", StallingStore.Operation.WIPE);
            assertThat(device.handle().wipe())
                    .failsWithin(TestDevice.PATIENCE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            CommandFailed.class, late -> assertThat(late.why()).isEqualTo(CommandFailed.Why.LATE));
            store.release();
        }
    }
}
