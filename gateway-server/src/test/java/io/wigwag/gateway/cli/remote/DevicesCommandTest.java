package io.wigwag.gateway.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Ran;
import io.wigwag.gateway.cli.client.StubGateway;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DevicesCommandTest {
    private static final String SHOP = StubGateway.device("dev_1", "shop", "online", "+49151");
    private static final String BAR = StubGateway.device("dev_2", "bar", "logged_out", "");

    private final StubGateway stub;

    DevicesCommandTest() throws Exception {
        stub = new StubGateway();
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private Ran run(String... arguments) {
        return Ran.of(new DevicesCommand(stub.environment()), arguments);
    }

    private void twoPages() {
        stub.on("GET /v1/devices", "{\"data\":[" + SHOP + "],\"page\":{\"nextCursor\":\"a b\",\"hasMore\":true}}");
        stub.on("GET /v1/devices?cursor=a%20b", "{\"data\":[" + BAR + "],\"page\":{\"hasMore\":false}}");
    }

    @Test
    void allPagesAreOneTable() {
        twoPages();
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out().lines())
                .containsExactly(
                        "ID     NAME  STATE       PHONE   NEXT STEP",
                        "dev_1  shop  online      +49151  Next after online.",
                        "dev_2  bar   logged_out  -       Next after logged_out.");
        assertThat(stub.asked().getFirst().headers()).containsEntry("Authorization", "Bearer " + StubGateway.KEY);
    }

    @Test
    void forProgramsALineIsADevice() {
        twoPages();
        assertThat(run("--json").out().lines()).containsExactly(SHOP, BAR);
    }

    @Test
    void noDeviceIsSaidWithTheNextStep() {
        stub.on("GET /v1/devices", "{\"data\":[],\"page\":{\"hasMore\":false}}");
        var ran = run("list");
        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("./wigwag pair");
    }

    @Test
    void ordersNameADeviceByIdOrName() {
        twoPages();
        stub.on("GET /v1/devices/dev_1", SHOP);
        for (var action :
                Map.of("start", "start", "stop", "stop", "logout", "logout").entrySet()) {
            var path = "POST /v1/devices/dev_1/" + action.getValue();
            stub.on(path, SHOP);
            assertThat(run(action.getKey(), "shop").status()).isEqualTo(ExitStatus.OK);
            assertThat(run(action.getKey(), "dev_1").out()).contains("state   online since 2026-11-21T12:00:00.000Z");
            assertThat(stub.lines()).filteredOn(path::equals).hasSize(2);
        }
        assertThat(run("show", "dev_1", "--json").out().strip()).isEqualTo(SHOP);
    }

    @Test
    void namesThatAreNobodysOrSeveralsAreToldApart() {
        stub.on("GET /v1/devices", "{\"data\":[" + SHOP + "," + SHOP + "],\"page\":{}}");
        assertThat(run("show", "bar").err()).contains("No device is called bar");
        var several = run("stop", "shop");
        assertThat(several.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(several.err()).contains("2 devices are called shop").contains("dev_1");
        assertThat(stub.lines()).noneMatch(line -> line.startsWith("POST"));
    }

    @Test
    void deletingWantsToBeMeant() {
        stub.on("GET /v1/devices/dev_1", SHOP);
        stub.on("DELETE /v1/devices/dev_1", new StubGateway.Reply(204, "application/json", ""));
        assertThat(run("delete", "dev_1").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(stub.lines()).isEmpty();
        assertThat(run("delete", "dev_1", "--yes").out().strip()).isEqualTo("Deleted shop.");
        assertThat(stub.lines()).containsExactly("GET /v1/devices/dev_1", "DELETE /v1/devices/dev_1");
    }

    @Test
    void whatTheGatewayRefusesIsSaidInItsWords() {
        stub.on("GET /v1/devices/dev_1", SHOP);
        stub.on("POST /v1/devices/dev_1/start", StubGateway.problem(409, "conflict", "Not as things are", "Banned."));
        var ran = run("start", "dev_1");
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.err().strip()).isEqualTo("Not as things are: Banned.");
    }

    @Test
    void aKeyThatIsNotTakenEndsWithWhatToDo() {
        var environment = new HashMap<>(stub.environment());
        environment.put("WIGWAG_KEY", "wgw_wrong");
        var ran = Ran.of(new DevicesCommand(environment));
        assertThat(ran.status()).isEqualTo(ExitStatus.NO_GATEWAY);
        assertThat(ran.err()).contains("Who is calling?").contains("--key").doesNotContain("wgw_wrong");
    }

    @Test
    void nobodyThereEndsWithWhatToDo() {
        stub.close();
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.NO_GATEWAY);
        assertThat(ran.err()).contains("No gateway answers at " + stub.url()).contains("./wigwag up");
    }

    @Test
    void whatIsNotUnderstoodDoesNothing() {
        for (var arguments : new String[][] {
            {"dance"}, {"start"}, {"--url", "ftp://x"}, {"--url", "http://"}, {"--key", "two words"}, {"--nonsense"}
        }) {
            assertThat(run(arguments).status()).as(String.join(" ", arguments)).isEqualTo(ExitStatus.USAGE);
        }
        assertThat(stub.lines()).isEmpty();
    }
}
