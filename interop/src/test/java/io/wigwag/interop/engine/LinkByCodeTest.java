package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.server.LinkRefused;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From nothing to a device that is online, by a code that its owner types on the phone.
class LinkByCodeTest {
    private EngineStage stage;
    private TestDevice device;

    @BeforeEach
    void setUp() throws Exception {
        stage = new EngineStage();
        device = stage.device();
    }

    @AfterEach
    void tearDown() {
        stage.close();
    }

    private PairingCode code(VirtualPhone phone, Optional<PairingCode> wish) throws Exception {
        return device.handle().linkByCode(phone.pn(), wish).get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theOwnerTypesTheCodeAlsoOnAPhoneThatRepeatsItself(int hellos) throws Exception {
        var phone = stage.phone("ana");
        device.start();
        device.await(LinkEvent.QrShown.class);
        var code = code(phone, Optional.empty());
        assertThat(device.await(LinkEvent.CodeShown.class).code()).isEqualTo(code.shown());
        var _ = phone.enterCode(code.shown(), hellos);
        assertThat(device.await(LinkEvent.Paired.class).jid().bare()).isEqualTo(phone.pn());
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void theOwnerMayChooseTheCode() throws Exception {
        var phone = stage.phone("ana");
        device.start();
        device.await(LinkEvent.QrShown.class);
        var chosen = new PairingCode("W1GWAG42");
        assertThat(code(phone, Optional.of(chosen))).isEqualTo(chosen);
        var _ = phone.enterCode("w1gw-ag42");
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void aWrongCodeLinksNothingAndAnotherOneDoes() throws Exception {
        var phone = stage.phone("ana");
        device.start();
        device.await(LinkEvent.QrShown.class);
        code(phone, Optional.empty());
        assertThatThrownBy(() -> phone.enterCode("ZZZZ-ZZZZ")).isInstanceOf(LinkRefused.class);
        var _ = phone.enterCode(code(phone, Optional.empty()).shown());
        device.awaitStatus(DeviceStatus.Online.class);
    }

    /// The secret in the codes on show has changed with the request, so they have to be shown anew.
    @Test
    void aCodeThatIsScannedAfterAllLinksAsWell() throws Exception {
        var phone = stage.phone("ana");
        device.start();
        device.await(LinkEvent.QrShown.class);
        code(phone, Optional.empty());
        var qr = device.await(LinkEvent.QrShown.class);
        var _ = phone.scan(qr.text());
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void nobodyIsAskedBeforeThereIsAConnection() throws Exception {
        var asked = device.handle().linkByCode(stage.phone("ana").pn(), Optional.empty());
        assertThatThrownBy(() -> asked.get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        CommandFailed.class, failed -> assertThat(failed.why()).isEqualTo(CommandFailed.Why.NOT_NOW));
    }
}
