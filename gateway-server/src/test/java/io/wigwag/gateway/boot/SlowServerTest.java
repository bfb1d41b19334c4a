package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.phone.Manners;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that takes its time with its word.
class SlowServerTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMessageOfWhichTheServerSaysNothingForAWhileIsOnItsWay() throws Exception {
        var stage = new Stage(folder, Map.of());
        try {
            var phones = stage.sandbox().phones();
            var ana = phones.create("ana");
            var ben = phones.create("ben");
            ben.manners(Manners.SILENT);
            var device = stage.post("/v1/devices", "{}", 201).at("/id").stringValue();
            var code = stage.get("/v1/devices/" + device + "/qr?format=json&wait=10");
            var _ = ana.scan(code.at("/text").stringValue());
            stage.await(device, "online");
            stage.sandbox()
                    .faults()
                    .add(FaultRule.of(
                                    Match.stanza(Direction.OUT, "ack"),
                                    new Action.Delay(Duration.ofSeconds(4), Duration.ZERO, false))
                            .once());

            var wish = "{\"device\":\"" + device + "\",\"to\":\"" + ben.number()
                    + "\",\"type\":\"text\",\"text\":{\"body\":\"hello\"}}";
            var id = stage.post("/v1/messages", wish, 202).at("/id").stringValue();
            var status = "queued";
            while (status.equals("queued")) {
                status = stage.get("/v1/messages/" + id).at("/status").stringValue();
            }
            assertThat(status).isEqualTo("sending");
            try (var events = stage.listen("/v1/events/stream?device=" + device)) {
                status = stage.get("/v1/messages/" + id).at("/status").stringValue();
                while (!status.equals("sent")) {
                    var _ = events.next("message.status");
                    status = stage.get("/v1/messages/" + id).at("/status").stringValue();
                }
            }
        } finally {
            stage.close();
        }
    }
}
