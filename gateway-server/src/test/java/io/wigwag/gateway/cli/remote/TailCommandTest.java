package io.wigwag.gateway.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Ran;
import io.wigwag.gateway.cli.client.StubGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailCommandTest {
    private static final String EVENT = """
            {"id":"evt_1","type":"device.status","deviceId":"dev_1","time":"2026-11-21T12:00:00.000Z",\
            "data":{"state":"online","inner":{"hidden":1}}}""";

    private final StubGateway stub;
    private final List<Duration> pauses = new ArrayList<>();

    TailCommandTest() throws Exception {
        stub = new StubGateway();
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private Ran run(String... arguments) {
        return Ran.of(new TailCommand(stub.environment(), pauses::add), arguments);
    }

    /// The stream tells its events, breaks, and then the key is no longer taken: a tail that ends.
    private void tells(String path, String events) {
        stub.on("GET " + path, StubGateway.stream(events));
        stub.on("GET " + path, StubGateway.problem(401, "unauthenticated", "Who is calling?", ""));
    }

    @Test
    void anEventIsALine() {
        tells("/v1/events/stream", "id: evt_1\nevent: device.status\ndata: " + EVENT + "\n\n");
        var ran = run();
        assertThat(ran.out().strip()).isEqualTo("2026-11-21T12:00:00.000Z device.status dev_1 state=online");
        assertThat(ran.err()).contains("... the gateway ended the stream; asking again in 3 s");
        assertThat(ran.status()).isEqualTo(ExitStatus.NO_GATEWAY);
        assertThat(pauses).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void forProgramsTheEventIsAsItCame() {
        tells("/v1/events/stream", "data: " + EVENT + "\n\n");
        assertThat(run("--json").out().strip()).isEqualTo(EVENT);
    }

    @Test
    void oneDeviceAndAPlaceToBeginAreHandedOn() {
        stub.on(
                "GET /v1/devices",
                "{\"data\":[" + StubGateway.device("dev_1", "shop", "online", "") + "],\"page\":{}}");
        tells("/v1/events/stream?device=dev_1", "data: " + EVENT + "\n\n");
        assertThat(run("--device", "shop", "--since", "evt_0").out()).contains("dev_1");
        assertThat(stub.asked().get(1).headers()).containsEntry("Last-event-id", "evt_0");
    }
}
