package io.wigwag.gateway.cli.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.LinkCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person's camera sees of a terminal while the command draws on it.
class LiveDisplayTest {
    /// As long as a real one.
    private static final String CODE = "https://wa.me/settings/linked_devices#2@" + "q0L9aB/".repeat(16) + ","
            + String.join(",", List.of("A".repeat(43) + "=", "b".repeat(43) + "=", "7".repeat(43) + "=", "1"));
    private static final String OTHER = CODE.replace('q', 'r');
    private static final Map<String, String> LIGHT_GROUND = Map.of("TERM", "x", "NO_COLOR", "1", "COLORFGBG", "0;15");
    private static final Map<String, String> DARK_GROUND = Map.of("TERM", "x", "NO_COLOR", "1");

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter written = new StringWriter();

    private LiveDisplay display(Window window, Map<String, String> environment, Optional<Canvas.Look> look) {
        return new LiveDisplay(
                new PrintWriter(written),
                window,
                Canvas.of(look, environment, true),
                new Words(URI.create("http://127.0.0.1:8080")),
                new QrFile(Optional.empty(), folder));
    }

    private static Device device(String state) {
        var json = Gateway.JSON.createObjectNode();
        var status = new Device.Status(state, Optional.empty(), "", "Next after " + state + ".");
        return new Device("dev_1", "shop", status, Optional.empty(), json);
    }

    private static View scan(String text, int index, int secondsLeft) {
        var code = new LinkCode.Qr(text, index, 6, secondsLeft, Gateway.JSON.createObjectNode());
        return new View.Scan(device("pairing"), code);
    }

    private Screen on(Screen screen) {
        screen.write(written.getBuffer());
        return screen;
    }

    @Test
    void coloursAreReadOnAnyGround() throws Exception {
        display(Scripted.live(100, 45), Map.of("TERM", "x"), Optional.empty()).show(scan(CODE, 0, 58));
        assertThat(on(Screen.dark(100, 45)).scanned()).contains(CODE);
        assertThat(on(Screen.light(100, 45)).scanned()).contains(CODE);
        assertThat(on(Screen.light(100, 45)).text())
                .startsWith("Link shop: on the phone, Settings, Linked devices, Link a device; scan this.")
                .endsWith("Code 1 of 6, 58 s left; Ctrl-C ends");
    }

    @Test
    void withoutColoursTheGroundDecides() throws Exception {
        display(Scripted.live(100, 45), DARK_GROUND, Optional.empty()).show(scan(CODE, 0, 58));
        assertThat(on(Screen.dark(100, 45)).scanned()).contains(CODE);
        written.getBuffer().setLength(0);
        display(Scripted.live(100, 45), LIGHT_GROUND, Optional.empty()).show(scan(CODE, 0, 58));
        assertThat(on(Screen.light(100, 45)).scanned()).contains(CODE);
    }

    @Test
    void aWishForALookHolds() throws Exception {
        display(Scripted.live(100, 45), Map.of("TERM", "x"), Optional.of(Canvas.Look.dark))
                .show(scan(CODE, 0, 58));
        assertThat(on(Screen.dark(100, 45)).scanned()).contains(CODE);
        written.getBuffer().setLength(0);
        display(Scripted.live(100, 45), Map.of("TERM", "x"), Optional.of(Canvas.Look.light))
                .show(scan(CODE, 0, 58));
        assertThat(on(Screen.light(100, 45)).scanned()).contains(CODE);
    }

    @Test
    void theUsualSmallWindowHasRoomForTheNarrowCode() throws Exception {
        display(Scripted.live(80, 24), Map.of("TERM", "x"), Optional.empty()).show(scan(CODE, 0, 58));
        var screen = on(Screen.light(80, 24));
        assertThat(screen.scanned()).contains(CODE);
        assertThat(screen.text()).endsWith("Code 1 of 6, 58 s left; Ctrl-C ends");
        written.getBuffer().setLength(0);
        display(Scripted.live(80, 30), Map.of("TERM", "x"), Optional.empty()).show(scan(CODE, 0, 58));
        assertThat(on(Screen.light(80, 30)).text()).startsWith("Scan to link shop. No code but boxes?");
    }

    @Test
    void aNarrowWindowGetsANarrowCode() throws Exception {
        display(Scripted.live(50, 45), Map.of("TERM", "x"), Optional.empty()).show(scan(CODE, 0, 58));
        assertThat(on(Screen.dark(50, 45)).scanned()).contains(CODE);
        assertThat(on(Screen.light(50, 45)).scanned()).contains(CODE);
        written.getBuffer().setLength(0);
        display(Scripted.live(50, 45), DARK_GROUND, Optional.empty()).show(scan(CODE, 0, 58));
        assertThat(on(Screen.dark(50, 45)).scanned()).contains(CODE);
    }

    @Test
    void theNextCodeTakesThePlaceOfTheLast() throws Exception {
        try (var display = display(Scripted.live(100, 45), Map.of("TERM", "x"), Optional.empty())) {
            display.show(new View.Wait(device("connecting")));
            display.show(scan(CODE, 0, 2));
            display.show(scan(CODE, 0, 1));
            display.show(scan(OTHER, 1, 20));
        }
        var screen = Screen.dark(100, 45);
        var everything = written.toString();
        screen.write(everything.substring(0, everything.indexOf("\u001b[?1049l")));
        assertThat(screen.scanned()).contains(OTHER);
        assertThat(screen.text()).contains("Code 2 of 6, 20 s left").doesNotContain("Code 1");
    }

    @Test
    void theTerminalIsLeftAsItWas() throws Exception {
        var screen = Screen.dark(100, 45);
        screen.write("$ ./wigwag pair\r\n");
        var display = display(Scripted.live(100, 45), Map.of("TERM", "x"), Optional.empty());
        display.show(scan(CODE, 0, 58));
        on(screen);
        assertThat(screen.isCursorShown()).isFalse();
        written.getBuffer().setLength(0);
        display.close();
        display.close();
        display.show(scan(OTHER, 1, 58));
        on(screen);
        assertThat(screen.isOnSecondPage()).isFalse();
        assertThat(screen.isCursorShown()).isTrue();
        assertThat(screen.text()).isEqualTo("$ ./wigwag pair");
        assertThat(screen.scanned()).isEmpty();
    }

    @Test
    void aWindowWithoutRoomGetsAdviceAndAPicture() throws Exception {
        var window = Scripted.live(80, 20);
        try (var display = display(window, Map.of("TERM", "x"), Optional.empty())) {
            display.show(scan(CODE, 0, 58));
            var screen = on(Screen.dark(80, 20));
            assertThat(screen.scanned()).isEmpty();
            assertThat(screen.text())
                    .contains("This window has 80 columns and 20 rows")
                    .contains("./wigwag pair --device dev_1 --code +NUMBER")
                    .contains("Code 1 of 6, 58 s left");
            try (var files = Files.list(folder)) {
                var picture = files.toList().getFirst();
                assertThat(screen.text()).contains(cut(picture.toString(), 80));
                assertThat(ImageIO.read(picture.toFile())).isNotNull();
            }
            window.resize(100, 45);
            written.getBuffer().setLength(0);
            display.show(scan(CODE, 0, 57));
            assertThat(on(Screen.dark(100, 45)).scanned()).contains(CODE);
        }
    }

    private static String cut(String text, int length) {
        return text.substring(0, Math.min(length, text.length()));
    }

    @Test
    void aPasskeyIsExplained() throws Exception {
        display(Scripted.live(200, 45), Map.of("TERM", "x"), Optional.empty())
                .show(new View.Wait(device("passkey_required")));
        assertThat(on(Screen.dark(200, 45)).text())
                .contains("shop is passkey required.")
                .contains("Next after passkey_required.")
                .contains("http://127.0.0.1:8080/v1/devices/dev_1/passkey");
    }
}
