package io.wigwag.gateway.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.gateway.cli.drive.talk.Talk;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/// Which news end what a command waits for.
class DeviceNewsTest {
    private static final EnumSet<Phase.Name> OPEN = EnumSet.of(Phase.Name.OPEN);

    private final StringWriter told = new StringWriter();
    private final JsonLines out = new JsonLines(new PrintWriter(told));
    private final Phase phase = new Phase();
    private final DeviceNews news = new DeviceNews(out, phase, false, new Talk(out::write));

    private void become(DeviceStatus status) {
        news.happened(new LinkEvent.StatusChanged(status));
    }

    /// The store is opened while `connect` is on its way: that the device had been stopped until then ends nothing.
    @Test
    void howALinkedDeviceBeginsIsNotTheEndOfWhatFollows() throws Exception {
        phase.begin();
        become(new DeviceStatus.Stopped());
        become(new DeviceStatus.Connecting(1));
        become(new DeviceStatus.Syncing());
        phase.await(OPEN);

        phase.begin();
        become(new DeviceStatus.Stopped());
        assertThatThrownBy(() -> phase.await(OPEN)).hasMessage("closed: asked for");
    }

    @Test
    void beforeItIsOnItsWayACommandWaits() throws Exception {
        phase.begin();
        become(new DeviceStatus.Stopped());
        phase.await(EnumSet.of(Phase.Name.DIALLING));
    }

    @Test
    void whatEndsAConnectionIsToldOnce() {
        become(new DeviceStatus.Connecting(1));
        become(new DeviceStatus.Online(Instant.EPOCH));
        become(new DeviceStatus.Stopped());
        become(new DeviceStatus.Stopped());
        assertThat(told.toString().lines())
                .singleElement()
                .asString()
                .contains("\"status\":\"close\"", "\"reason\":\"asked for\"");
    }
}
