package io.wigwag.gateway.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.Ran;
import io.wigwag.gateway.cli.client.StubGateway;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    private static final String READY = "{\"well\":true,\"checks\":{\"accepting\":\"ok\",\"store\":\"ok\"}}";

    private final StubGateway stub;
    private final Map<String, String> environment = new HashMap<>();
    private InstantSource clock = InstantSource.system();

    @TempDir
    private Path folder = Path.of("");

    DoctorCommandTest() throws Exception {
        stub = new StubGateway();
    }

    @BeforeEach
    void allIsWell() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        environment.putAll(stub.environment());
        stub.on("GET /livez", "{\"well\":true,\"checks\":{}}");
        stub.on("GET /v1/devices", devices(StubGateway.device("dev_1", "shop", "online", "+49151")));
        stub.on("GET /v1/devices/dev_1/status", "{\"health\":{\"drained\":true,\"clockOffset\":\"PT1S\"}}");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private static String devices(String... devices) {
        return "{\"data\":[" + String.join(",", devices) + "],\"page\":{}}";
    }

    private Ran run(String... more) {
        var arguments = new ArrayList<>(List.of("--data", folder.toString()));
        arguments.addAll(List.of(more));
        return Ran.of(new DoctorCommand(environment, clock), arguments.toArray(String[]::new));
    }

    private static List<String> verdicts(Ran ran) {
        return ran.out()
                .lines()
                .map(Gateway.JSON::readTree)
                .map(line -> line.path("verdict").asString("") + " "
                        + line.path("subject").asString(""))
                .toList();
    }

    @Test
    void allIsWellInALineEach() {
        stub.on("GET /readyz", READY);
        var ran = run();
        assertThat(ran.status()).as(ran.out()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out().lines()).allMatch(line -> line.startsWith("ok    "));
        assertThat(ran.out()).contains("ok    device    shop is online");
        assertThat(verdicts(run("--json")))
                .containsExactly(
                        "ok java",
                        "ok settings",
                        "ok folder",
                        "ok disk",
                        "ok gateway",
                        "ok clock",
                        "ok accepting",
                        "ok store",
                        "ok device");
    }

    @Test
    void theWorstDeviceDecidesAndSaysItsNextStep() {
        stub.on("GET /readyz", READY);
        stub.on("GET /v1/devices", devices(StubGateway.device("dev_1", "shop", "backing_off", "+49151")));
        stub.on("GET /v1/devices", devices(StubGateway.device("dev_1", "shop", "banned", "+49151")));
        assertThat(run().status()).isEqualTo(ExitStatus.OK);
        var waiting = run();
        assertThat(waiting.status()).isEqualTo(ExitStatus.DOUBTFUL);
        assertThat(waiting.out()).contains("warn  device    shop is backing off. Next after backing_off.");
        var banned = run();
        assertThat(banned.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(banned.out()).contains("fail  device    shop is banned. Next after banned.");
    }

    @Test
    void aPartThatIsNotReadyFails() {
        stub.on(
                "GET /readyz",
                new StubGateway.Reply(
                        503, "application/json", "{\"well\":false,\"checks\":{\"store\":\"StoreUnavailable\"}}"));
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.out()).contains("fail  store     StoreUnavailable. The gateway's log says more");
    }

    @Test
    void aKeyThatIsNotTakenFails() {
        stub.on("GET /readyz", READY);
        stub.on("GET /v1/devices", StubGateway.problem(401, "unauthenticated", "Who is calling?", "No."));
        environment.put("WIGWAG_KEY", "wgw_other");
        assertThat(run().out()).contains("fail").contains("Who is calling?").doesNotContain("wgw_other");
    }

    @Test
    void aClockThatDiffersIsTold() {
        stub.on("GET /readyz", READY);
        clock = () -> InstantSource.system().instant().plus(Duration.ofSeconds(10));
        assertThat(run().status()).isEqualTo(ExitStatus.DOUBTFUL);
        clock = () -> InstantSource.system().instant().minus(Duration.ofMinutes(3));
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.out()).contains("fail  clock");
    }

    @Test
    void aClockThatWhatsappDoesNotShareIsTold() {
        stub.on("GET /readyz", READY);
        stub.on("GET /v1/devices/dev_1/status", "{\"health\":{\"clockOffset\":\"PT-3M\"}}");
        assertThat(run().status()).isEqualTo(ExitStatus.OK);
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.DOUBTFUL);
        assertThat(ran.out()).contains("warn  clock     WhatsApp's clock and the gateway's differ by 180 s.");
    }

    @Test
    void withoutAGatewayTheHouseIsLookedOver() throws Exception {
        stub.close();
        environment.put("WIGWAG_HTTP_PORT", "0");
        var ran = run("--json");
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(verdicts(ran))
                .containsExactly(
                        "ok java", "ok settings", "ok folder", "ok disk", "fail gateway", "ok port", "ok store");
        assertThat(ran.out()).contains("./wigwag up").contains("none yet");
        try (var somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("WIGWAG_HTTP_PORT", String.valueOf(somebody.getLocalPort()));
            assertThat(verdicts(run("--json"))).contains("fail port");
        }
    }

    @Test
    void settingsAreReadAsAGatewayWould() throws Exception {
        stub.on("GET /readyz", READY);
        environment.put("WIGWAG_HTTP_REQUESTS", "many");
        environment.put("WIGWAG_HTPP_PORT", "1");
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.out().lines().filter(line -> line.startsWith("fail  settings")))
                .hasSize(2)
                .anyMatch(line -> line.contains("WIGWAG_HTTP_REQUESTS"))
                .anyMatch(line -> line.contains("WIGWAG_HTPP_PORT"));
    }

    @Test
    void whatOthersMayReadIsTold() throws Exception {
        stub.on("GET /readyz", READY);
        var key = Files.writeString(folder.resolve("master.key"), "secret");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.DOUBTFUL);
        assertThat(ran.out()).contains("warn  folder    others may read " + key).contains("chmod go= " + key);
    }

    @Test
    void aStoreWithoutItsKeyIsTold() throws Exception {
        stub.close();
        Files.writeString(folder.resolve("wigwag.db"), "");
        assertThat(verdicts(run("--json"))).contains("fail store");
        Files.writeString(folder.resolve("master.key"), "");
        assertThat(verdicts(run("--json"))).contains("ok store");
    }

    @Test
    void roomAndJavaHaveTheirLimits() {
        assertThat(HouseChecks.room(2000L << 20).verdict()).isEqualTo(Finding.Verdict.OK);
        assertThat(HouseChecks.room(500L << 20).verdict()).isEqualTo(Finding.Verdict.WARN);
        assertThat(HouseChecks.room(50L << 20).verdict()).isEqualTo(Finding.Verdict.FAIL);
        assertThat(HouseChecks.java(21).verdict()).isEqualTo(Finding.Verdict.FAIL);
        assertThat(HouseChecks.java(25).verdict()).isEqualTo(Finding.Verdict.OK);
    }
}
