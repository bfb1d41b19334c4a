package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.cli.Wigwag;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands for stores know all that a gateway keeps.
class MovedStoreTest {
    @TempDir
    private Path folder;

    private final StringWriter told = new StringWriter();
    private final Wigwag wigwag = new Wigwag(new Terminal(new PrintWriter(told), new PrintWriter(told)));

    private void run(String... command) {
        assertThat(wigwag.run(command)).as(told.toString()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void aGatewayGoesOnWithACopyOfItsStore() throws Exception {
        var before = folder.resolve("before");
        var after = folder.resolve("after");
        String device;
        try (var stage = new Stage(before, Map.of())) {
            var ana = stage.sandbox().phones().create("ana");
            var ben = stage.sandbox().phones().create("ben");
            device = stage.post("/v1/devices", "{}", 201).at("/id").stringValue();
            var code = stage.get("/v1/devices/" + device + "/qr?format=json&wait=10");
            var _ = ana.scan(code.at("/text").stringValue());
            stage.await(device, "online");
            var wish = "{\"device\":\"" + device + "\",\"to\":\"" + ben.number()
                    + "\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}";
            stage.post("/v1/messages", wish.formatted("before the move"), 202);
            ben.awaitText("before the move", Duration.ofSeconds(30));
            stage.stop();

            run("store", "check", "--store", "sqlite:" + before);
            run("store", "copy", "--from", before.toString(), "--to", after.toString());
            Files.copy(before.resolve("master.key"), after.resolve("master.key"));
            run("store", "check", "--store", "sqlite:" + after);

            stage.moveTo(after);
            stage.await(device, "online");
            stage.post("/v1/messages", wish.formatted("after the move"), 202);
            ben.awaitText("after the move", Duration.ofSeconds(30));
            assertThat(stage.get("/v1/messages").at("/data"))
                    .extracting(message -> message.at("/text").stringValue())
                    .containsExactly("after the move", "before the move");
        }
    }
}
