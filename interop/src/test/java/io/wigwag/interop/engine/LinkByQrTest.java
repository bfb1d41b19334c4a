package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import org.junit.jupiter.api.Test;

/// From nothing to a device that is online, by a code that a phone scans.
class LinkByQrTest {

    @Test
    void aPhoneScansTheCodeAndTheDeviceComesOnline() throws Exception {
        try (var stage = new EngineStage()) {
            var phone = stage.phone("ana");
            var device = stage.device();
            device.start();
            var qr = device.await(LinkEvent.QrShown.class);
            assertThat(qr.index()).isZero();
            var linked = phone.scan(qr.text());
            var paired = device.await(LinkEvent.Paired.class);
            assertThat(paired.jid().bare()).isEqualTo(phone.pn());
            assertThat(paired.jid().device()).isEqualTo(linked.device());
            device.awaitStatus(DeviceStatus.Online.class);
            assertThat(device.path())
                    .containsExactly("new", "connecting", "pairing", "connecting", "syncing", "online");
        }
    }
}
