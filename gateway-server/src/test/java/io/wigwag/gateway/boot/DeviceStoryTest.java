package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.world.ClientVersion;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of devices over the interface, with real sockets, a real store and a simulated WhatsApp.
class DeviceStoryTest {
    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new Stage(folder, Map.of());
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private String create() throws Exception {
        var made = stage.post("/v1/devices", "{\"name\":\"shop\"}", 201);
        assertThat(made.at("/name").stringValue()).isEqualTo("shop");
        return made.at("/id").stringValue();
    }

    private VirtualPhone phone(String name) {
        return stage.sandbox().phones().create(name);
    }

    private HttpResponse<byte[]> picture(String device) throws Exception {
        var response = stage.get("/v1/devices/" + device + "/qr", BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }

    private static String decoded(byte[] png) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var width = image.getWidth();
        var height = image.getHeight();
        var pixels = image.getRGB(0, 0, width, height, new int[width * height], 0, width);
        var source = new RGBLuminanceSource(width, height, pixels);
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText();
        } catch (ReaderException missed) {
            // As a camera, this reader sees one in some hundreds at the second look only.
            return new QRCodeReader()
                    .decode(
                            new BinaryBitmap(new GlobalHistogramBinarizer(source)),
                            Map.of(DecodeHintType.PURE_BARCODE, true))
                    .getText();
        }
    }

    private void link(String device, VirtualPhone phone) throws Exception {
        var _ = phone.scan(decoded(picture(device).body()));
        stage.await(device, "online");
    }

    @Test
    void aPhoneScansThePictureAndTheDeviceStaysLinkedThroughARestartUntilItIsLoggedOut() throws Exception {
        var device = create();
        var shown = picture(device);
        assertThat(shown.headers().firstValue("content-type")).contains("image/png");
        assertThat(Integer.parseInt(
                        shown.headers().firstValue("wigwag-qr-seconds-left").orElseThrow()))
                .isBetween(1, 60);
        var json = stage.get("/v1/devices/" + device + "/qr?format=json");
        assertThat(decoded(shown.body())).isEqualTo(json.at("/text").stringValue());

        var ana = phone("ana");
        link(device, ana);
        var linked = stage.get("/v1/devices/" + device);
        assertThat(linked.at("/phone").stringValue()).isEqualTo("+" + ana.number());
        assertThat(stage.get("/v1/devices/" + device + "/status")
                        .at("/health/drained")
                        .booleanValue())
                .isTrue();
        assertThat(stage.ask("GET", "/v1/devices/" + device + "/qr", "", 409)
                        .at("/code")
                        .stringValue())
                .isEqualTo("device_linked");

        stage.restart();
        stage.await(device, "online");

        var out = stage.post("/v1/devices/" + device + "/logout", "", 200);
        assertThat(out.at("/status/state").stringValue()).isEqualTo("logged_out");
        stage.restart();
        assertThat(stage.get("/v1/devices/" + device).at("/status/state").stringValue())
                .isEqualTo("logged_out");
        assertThat(stage.ask("POST", "/v1/devices/" + device + "/start", "", 409)
                        .at("/code")
                        .stringValue())
                .isEqualTo("device_logged_out");

        var anew = stage.post("/v1/devices/" + device + "/qr", "", 200);
        var _ = ana.scan(anew.at("/text").stringValue());
        stage.await(device, "online");
    }

    @Test
    void aCodeIsTypedOnThePhone() throws Exception {
        var device =
                stage.post("/v1/devices", "{\"start\":false}", 201).at("/id").stringValue();
        assertThat(stage.get("/v1/devices/" + device).at("/status/state").stringValue())
                .isEqualTo("new");
        assertThat(stage.ask("GET", "/v1/devices/" + device + "/qr", "", 409)
                        .at("/code")
                        .stringValue())
                .isEqualTo("device_not_linking");
        var ana = phone("ana");
        var path = "/v1/devices/" + device + "/pairing-code";
        assertThat(stage.post(path, "{\"phone\":\"49\"}", 400)
                        .at("/errors/0/pointer")
                        .stringValue())
                .isEqualTo("/phone");
        var code = stage.post(path, "{\"phone\":\"+" + ana.number() + "\",\"code\":\"abcd-1234\"}", 200);
        assertThat(code.at("/code").stringValue()).isEqualTo("ABCD-1234");
        var _ = ana.enterCode("ABCD1234");
        stage.await(device, "online");
    }

    @Test
    void stoppedDevicesStayStoppedAndDeletedOnesAreGoneFromThePhoneToo() throws Exception {
        var device = create();
        var ana = phone("ana");
        link(device, ana);
        assertThat(stage.post("/v1/devices/" + device + "/stop", "", 200)
                        .at("/status/state")
                        .stringValue())
                .isEqualTo("stopped");
        stage.restart();
        assertThat(stage.get("/v1/devices/" + device).at("/status/state").stringValue())
                .isEqualTo("stopped");
        stage.post("/v1/devices/" + device + "/start", "", 200);
        stage.await(device, "online");

        stage.ask("DELETE", "/v1/devices/" + device, "", 204);
        stage.ask("GET", "/v1/devices/" + device, "", 404);
        assertThat(stage.get("/v1/devices").at("/data").size()).isZero();
        assertThat(stage.get("/v1/events").at("/data").size()).isZero();
        var companions = stage.sandbox()
                .exchange()
                .loop()
                .call(() -> ana.account().companions().size());
        assertThat(companions).isZero();
    }

    @Test
    void whoWaitsForTheNextCodeGetsItWhenThereIsOneOrHearsThatThereIsNone() throws Exception {
        var device = create();
        var first = stage.get("/v1/devices/" + device + "/qr?format=json");
        var none = stage.get(
                "/v1/devices/" + device + "/qr?wait=0&after="
                        + first.at("/index").intValue(),
                BodyHandlers.ofByteArray());
        assertThat(none.statusCode()).isEqualTo(204);
        var svg = stage.get("/v1/devices/" + device + "/qr", BodyHandlers.ofString(), "Accept", "image/svg+xml");
        assertThat(svg.body()).startsWith("<svg");
        var text = stage.get("/v1/devices/" + device + "/qr?format=text", BodyHandlers.ofString());
        assertThat(text.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(text.body()).contains("█");
    }

    @Test
    void aVersionThatWhatsAppRefusesIsToldWithWhatToSet() throws Exception {
        stage.sandbox()
                .exchange()
                .loop()
                .execute(
                        () -> stage.sandbox().exchange().settings().minClientVersion = ClientVersion.parse("9.3000.1"));
        var device = create();
        stage.await(device, "client_outdated");
        assertThat(stage.get("/v1/devices/" + device).at("/status/nextStep").stringValue())
                .contains("client.version");
        stage.restart(Map.of("client.version", "9.3000.2"));
        stage.await(device, "pairing");
    }

    @Test
    void devicesAreListedInPieces() throws Exception {
        var made = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            made.add(stage.post("/v1/devices", "{\"start\":false}", 201)
                    .at("/id")
                    .stringValue());
        }
        var seen = new ArrayList<String>();
        var page = stage.get("/v1/devices?limit=2");
        page.at("/data").forEach(view -> seen.add(view.at("/id").stringValue()));
        while (page.at("/page/hasMore").booleanValue()) {
            page = stage.get(
                    "/v1/devices?limit=2&cursor=" + page.at("/page/nextCursor").stringValue());
            page.at("/data").forEach(view -> seen.add(view.at("/id").stringValue()));
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made).hasSize(5);
        assertThat(stage.ask("GET", "/v1/devices?cursor=abc", "", 400)
                        .at("/code")
                        .stringValue())
                .isEqualTo("invalid_cursor");
    }

    @Test
    void whatOneTenantHasIsNotThereForAnother() throws Exception {
        var device = create();
        stage.stop();
        var other = OtherTenant.keyIn(folder);
        stage.start();
        var one = "/v1/devices/" + device;
        var paths = List.of(
                List.of("GET", one),
                List.of("GET", one + "/status"),
                List.of("GET", one + "/qr"),
                List.of("POST", one + "/qr"),
                List.of("POST", one + "/start"),
                List.of("POST", one + "/stop"),
                List.of("POST", one + "/logout"),
                List.of("GET", one + "/passkey"),
                List.of("GET", one + "/webhook"),
                List.of("DELETE", one + "/webhook"),
                List.of("DELETE", one));
        for (var path : paths) {
            assertThat(stage.askAs(other, path.get(0), path.get(1)).statusCode())
                    .as("%s", path)
                    .isEqualTo(404);
        }
        assertThat(new String(stage.askAs(other, "GET", "/v1/devices").body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"data\":[]");
        assertThat(new String(stage.askAs(other, "GET", "/v1/events").body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"data\":[]");
        stage.get(one);
    }
}
