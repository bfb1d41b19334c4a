package io.wigwag.gateway.cli.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.Pause;
import io.wigwag.gateway.cli.client.Ran;
import io.wigwag.gateway.cli.client.StubGateway;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairCommandTest {
    private static final String DEVICE = "GET /v1/devices/dev_1";
    private static final String QR = "GET /v1/devices/dev_1/qr?format=json&wait=1";
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));

    private final StubGateway stub;
    private Pause pause = _ -> {};

    @TempDir
    private Path folder = Path.of("");

    PairCommandTest() throws Exception {
        stub = new StubGateway();
        stub.on("POST /v1/devices/dev_1/qr", "{}");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private Ran run(String... arguments) {
        return Ran.of(new PairCommand(stub.environment(), Scripted.pipe(), time -> pause.rest(time), NOON), arguments);
    }

    private void states(String... states) {
        for (var state : states) {
            var phone = state.equals("syncing") || state.equals("online") ? "+4915112345678" : "";
            stub.on(DEVICE, StubGateway.device("dev_1", "shop", state, phone));
        }
    }

    private static String qr(String text, int index) {
        return "{\"text\":\"%s\",\"index\":%d,\"of\":6,\"expiresAt\":\"2026-11-21T12:01:00Z\",\"secondsLeft\":20}"
                .formatted(text, index);
    }

    private static Screen paper(String text) {
        var screen = Screen.dark(120, 200);
        screen.write(text.replace("\n", "\r\n"));
        return screen;
    }

    @Test
    void eachCodeIsPrintedAsItComesUntilOneIsScanned() throws Exception {
        states("new", "connecting", "pairing", "pairing", "pairing", "connecting", "online");
        stub.on(QR, qr("first", 0)).on(QR, qr("first", 0)).on(QR, qr("second", 1));

        var ran = run("--device", "dev_1");

        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out()).doesNotContain("\u001b").endsWith("shop is linked as +4915112345678 (dev_1).\n");
        var parts = ran.out().split("Code 1 of 6, good for 20 s", -1);
        assertThat(parts).hasSize(2);
        assertThat(paper(parts[0]).scanned()).contains("first");
        assertThat(paper(parts[1]).scanned()).contains("second");
    }

    @Test
    void programsReadALineForEachChange() {
        states("new", "connecting", "connecting", "pairing", "pairing", "online");
        stub.on(QR, qr("first", 0));
        var ran = run("--device", "dev_1", "--json");
        var events = ran.out().lines().map(Gateway.JSON::readTree).toList();
        assertThat(events)
                .extracting(event -> event.path("event").asString())
                .containsExactly("status", "qr", "linked");
        assertThat(events.get(1).path("text").asString()).isEqualTo("first");
        assertThat(events.get(2).path("resource").path("phone").asString()).isEqualTo("+4915112345678");
    }

    @Test
    void aCodeIsTypedInstead() {
        states("new", "pairing", "online");
        stub.on(
                "POST /v1/devices/dev_1/pairing-code",
                "{\"code\":\"ABCD1234\",\"expiresAt\":\"2026-11-21T12:03:00.000Z\"}");
        var ran = run("--device", "dev_1", "--code", "+49 151 12345678");
        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out()).contains("ABCD-1234").contains("good until 2026-11-21T12:03:00Z");
        assertThat(stub.asked())
                .filteredOn(asked -> asked.line().endsWith("pairing-code"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.body()).contains("\"phone\":\"+49 151 12345678\""));
        assertThat(stub.lines()).doesNotContain(QR);
    }

    @Test
    void aTypedCodeThatIsOverEndsIt() {
        states("new", "pairing");
        stub.on(
                "POST /v1/devices/dev_1/pairing-code",
                "{\"code\":\"ABCD1234\",\"expiresAt\":\"2026-11-21T11:59:00Z\"}");
        var ran = run("--device", "dev_1", "--code", "+4915112345678");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_IN_TIME);
    }

    @Test
    void nobodyWhoScansIsToldHowToGoOn() {
        states("new", "pairing", "pairing_expired");
        stub.on(QR, qr("first", 0));
        var ran = run("--device", "dev_1");
        assertThat(ran.status()).isEqualTo(ExitStatus.NOT_IN_TIME);
        assertThat(ran.err()).contains("./wigwag pair --device dev_1");
    }

    @Test
    void whatCanNotGoOnSaysWhy() {
        states("new", "connecting", "client_outdated");
        var ran = run("--device", "dev_1");
        assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
        assertThat(ran.err()).contains("shop is client outdated.").contains("Next after client_outdated.");
    }

    @Test
    void aDeviceThatNeverBeginsIsNotWaitedForInEternity() {
        states("new");
        assertThat(run("--device", "dev_1").status()).isEqualTo(ExitStatus.FAILED);
    }

    @Test
    void betweenTwoCodesTheDeviceIsAskedAgain() {
        states("new", "pairing", "pairing", "online");
        stub.on(QR, StubGateway.problem(409, "conflict", "Not as things are", ""))
                .on(QR, qr("first", 0));
        var ran = run("--device", "dev_1", "--json");
        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out()).contains("\"text\":\"first\"");
    }

    @Test
    void whoIsLinkedAlreadyStaysSo() {
        stub.on(DEVICE, StubGateway.device("dev_1", "shop", "stopped", "+49151"));
        var ran = run("--device", "dev_1");
        assertThat(ran.status()).isEqualTo(ExitStatus.OK);
        assertThat(ran.out()).contains("is linked already as +49151").contains("Next after stopped.");
        assertThat(stub.lines()).containsExactly(DEVICE);
    }

    @Test
    void whoWasLoggedOutIsLinkedAnew() {
        stub.on(DEVICE, StubGateway.device("dev_1", "shop", "logged_out", "+49151"));
        states("pairing", "online");
        stub.on(QR, qr("first", 0));
        assertThat(run("--device", "dev_1").status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.lines()).contains("POST /v1/devices/dev_1/qr");
    }

    @Test
    void withoutANameItTakesTheOneThatWaitsOrMakesOne() {
        var linked = StubGateway.device("dev_2", "bar", "online", "+49152");
        stub.on("GET /v1/devices", "{\"data\":[" + linked + "],\"page\":{}}");
        stub.on(
                "GET /v1/devices",
                "{\"data\":[" + linked + "," + StubGateway.device("dev_1", "shop", "new", "") + "],\"page\":{}}");
        stub.on("POST /v1/devices", StubGateway.device("dev_1", "shop", "new", ""));
        states("online");
        assertThat(run().status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.lines()).contains("POST /v1/devices");
        var before = stub.asked().size();
        assertThat(run().status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.lines().subList(before, stub.lines().size())).doesNotContain("POST /v1/devices");
        assertThat(run("--name", "new one").status()).isEqualTo(ExitStatus.OK);
        assertThat(stub.asked())
                .filteredOn(asked -> asked.line().equals("POST /v1/devices"))
                .extracting(StubGateway.Asked::body)
                .containsExactly("{\"start\":false}", "{\"name\":\"new one\",\"start\":false}");
    }

    @Test
    void severalThatWaitAreNamed() {
        var one = StubGateway.device("dev_1", "shop", "new", "");
        var two = StubGateway.device("dev_2", "bar", "new", "");
        stub.on("GET /v1/devices", "{\"data\":[" + one + "," + two + "],\"page\":{}}");
        var ran = run();
        assertThat(ran.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(ran.err()).contains("dev_1, dev_2");
    }

    @Test
    void thePictureIsThereForItsOwnerWhileTheCodeHolds() throws Exception {
        states("new", "pairing", "pairing", "online");
        stub.on(QR, qr("first", 0)).on(QR, qr("second", 1));
        var picture = folder.resolve("code.png");
        var rights = new ArrayList<String>();
        var widths = new ArrayList<Integer>();
        pause = _ -> {
            if (Files.exists(picture)) {
                try {
                    rights.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(picture)));
                    widths.add(ImageIO.read(picture.toFile()).getWidth());
                } catch (java.io.IOException unreadable) {
                    throw new java.io.UncheckedIOException(unreadable);
                }
            }
        };
        assertThat(run("--device", "dev_1", "--png", picture.toString()).status())
                .isEqualTo(ExitStatus.OK);
        assertThat(rights).isEqualTo(List.of("rw-------", "rw-------"));
        assertThat(widths).allMatch(width -> width > 100).hasSize(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsNoNumberIsNotTried() {
        assertThat(run("--device", "dev_1", "--code", "yes").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run("--device", "dev_1", "--name", "shop").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(stub.lines()).isEmpty();
    }
}
