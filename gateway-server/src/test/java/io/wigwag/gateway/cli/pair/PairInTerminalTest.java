package io.wigwag.gateway.cli.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.StubGateway;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command as a person has it: a process in a terminal, which the test looks at as a camera does.
class PairInTerminalTest {
    private static final String DEVICE = "GET /v1/devices/dev_1";
    private static final String CODE = "https://wa.me/settings/linked_devices#2@" + "q0L9aB/".repeat(16) + ","
            + String.join(",", List.of("A".repeat(43) + "=", "b".repeat(43) + "=", "7".repeat(43) + "=", "1"));
    private static final int AFTER_INTERRUPT = 130;

    private final StubGateway stub;

    @TempDir
    private Path workshop = Path.of("");

    PairInTerminalTest() throws Exception {
        stub = new StubGateway();
        stub.on("POST /v1/devices/dev_1/qr", "{}");
        stub.on(
                "GET /v1/devices/dev_1/qr?format=json&wait=1",
                "{\"text\":\"" + CODE + "\",\"index\":0,\"of\":6,\"secondsLeft\":20}");
        stub.on(DEVICE, StubGateway.device("dev_1", "shop", "pairing", ""));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private Pty pair(Screen screen, int columns, int rows, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(stub.environment());
        environment.put("TERM", "xterm-256color");
        environment.putAll(more);
        return Pty.start(workshop, columns, rows, screen, environment, List.of("pair", "--device", "dev_1"));
    }

    private static boolean shows(Screen screen, String code) {
        try {
            return screen.text().contains("Ctrl-C ends")
                    && screen.scanned().filter(code::equals).isPresent();
        } catch (Exception unreadable) {
            throw new IllegalStateException(screen.text(), unreadable);
        }
    }

    private void aScanFollows(Pty pty) throws Exception {
        pty.until(screen -> shows(screen, CODE));
        stub.on(DEVICE, StubGateway.device("dev_1", "shop", "online", "+4915112345678"));
        stub.on(DEVICE, StubGateway.device("dev_1", "shop", "online", "+4915112345678"));
        assertThat(pty.end()).isEqualTo(ExitStatus.OK);
    }

    @Test
    void aDarkTerminalShowsACodeThatAPhoneReads() throws Exception {
        var screen = Screen.dark(110, 50);
        try (var pty = pair(screen, 110, 50, Map.of())) {
            aScanFollows(pty);
        }
        assertThat(screen.text()).isEqualTo("shop is linked as +4915112345678 (dev_1).");
        assertThat(screen.isOnSecondPage()).isFalse();
        assertThat(screen.isCursorShown()).isTrue();
    }

    @Test
    void aLightTerminalWithoutColoursDoesToo() throws Exception {
        var screen = Screen.light(110, 50);
        try (var pty = pair(screen, 110, 50, Map.of("NO_COLOR", "1", "COLORFGBG", "0;15"))) {
            aScanFollows(pty);
        }
    }

    @Test
    void theUsualSmallOneDoesToo() throws Exception {
        var screen = Screen.dark(80, 24);
        try (var pty = pair(screen, 80, 24, Map.of())) {
            aScanFollows(pty);
        }
    }

    @Test
    void ctrlCLeavesItClean() throws Exception {
        var screen = Screen.dark(110, 50);
        try (var pty = pair(screen, 110, 50, Map.of())) {
            pty.until(shown -> shows(shown, CODE));
            assertThat(screen.isCursorShown()).isFalse();
            pty.interrupt();
            assertThat(pty.end()).isEqualTo(AFTER_INTERRUPT);
        }
        assertThat(screen.isOnSecondPage()).isFalse();
        assertThat(screen.isCursorShown()).isTrue();
        assertThat(screen.text().replace("^C", "").strip()).isEmpty();
    }
}
