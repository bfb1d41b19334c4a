package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.port.StoredSignedPreKey;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.SignedPreKey;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.world.PreKeys;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A device that stays linked for months: its signed key is renewed in time, and what was begun with the one before
/// still opens.
class KeyUpkeepTest {
    private static final DeviceName NAME = new DeviceName("months");
    /// How far apart an online device looks after its keys, at the most.
    private static final Duration ROUND = Duration.ofHours(12);

    private final MemoryDevices store = new MemoryDevices();
    private final EngineStage stage;

    KeyUpkeepTest() throws Exception {
        stage = new EngineStage(store, settings -> settings);
    }

    @BeforeEach
    void isThere() {
        assertThat(stage.sandbox().plainChatUrl()).isPresent();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private TestDevice linkedTo(VirtualPhone phone) throws Exception {
        var device = stage.device(NAME);
        device.link(phone);
        assertThat(atServer(phone).id()).isEqualTo(1);
        return device;
    }

    private PreKeys.Signed atServer(VirtualPhone phone) throws Exception {
        return stage.sandbox().exchange().loop().call(() -> keys(phone).signed());
    }

    private static PreKeys keys(VirtualPhone phone) {
        return phone.account().device(1).orElseThrow().preKeys();
    }

    private void serverGets(VirtualPhone phone, IntPredicate wanted) {
        assertThat(stage.sandbox()
                        .exchange()
                        .loop()
                        .until(() -> wanted.test(keys(phone).signed().id())))
                .as("the server has the new key")
                .succeedsWithin(TestDevice.PATIENCE);
    }

    /// The round is over, and the next one is planned.
    private static void isDone(TestDevice device) {
        device.handle().account().join();
    }

    /// The newest first. Gives the device back.
    private List<StoredSignedPreKey> kept() throws Exception {
        stage.engine().release(NAME).join();
        try (var state = store.open(NAME)) {
            return state.state().signedPreKeys();
        }
    }

    @Test
    void anOnlineDeviceRenewsItsSignedKeyWhenItsTermIsOver() throws Exception {
        var phone = stage.phone("ana");
        linkedTo(phone);
        stage.time().leap(PreKeySupply.ROTATION);
        serverGets(phone, id -> id == 2);
        var kept = kept();
        assertThat(kept).extracting(StoredSignedPreKey::id).containsExactly(2, 1);
        assertThat(SignedPreKey.of(kept.getFirst()).keys().publicKey().octets())
                .isEqualTo(atServer(phone).value());
    }

    @Test
    void aDeviceThatWasAwayRenewsItAsItComesBack() throws Exception {
        var phone = stage.phone("bob");
        var device = linkedTo(phone);
        device.handle().stop().join();
        stage.time().leap(PreKeySupply.ROTATION.minus(ROUND));
        device.start();
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(atServer(phone).id()).as("its term is not over").isEqualTo(1);
        device.handle().stop().join();
        stage.time().leap(ROUND);
        device.start();
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(atServer(phone).id()).isEqualTo(2);
    }

    @Test
    void aRenewalThatTheServerNeverGotIsMadeGoodAtTheNextLogin() throws Exception {
        var phone = stage.phone("cora");
        var device = linkedTo(phone);
        stage.sandbox()
                .faults()
                .add(FaultRule.of(Match.stanza(Direction.IN, "iq").child("rotate"), new Action.Reset())
                        .once());
        stage.time().leap(PreKeySupply.ROTATION);
        device.awaitStatus(DeviceStatus.BackingOff.class);
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(atServer(phone).id()).isEqualTo(2);
    }

    @Test
    void aKeyIsForgottenWhenNobodyCanHaveUsedItAnyMore() throws Exception {
        var phone = stage.phone("dana");
        var device = linkedTo(phone);
        stage.time().leap(PreKeySupply.ROTATION);
        serverGets(phone, id -> id == 2);
        isDone(device);
        stage.time().leap(PreKeySupply.SIGNED_GRACE);
        serverGets(phone, id -> id == 3);
        isDone(device);
        stage.time().leap(ROUND);
        assertThat(kept()).extracting(StoredSignedPreKey::id).containsExactly(3, 2);
    }
}
