package io.wigwag.gateway.cli.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.boot.Gateway;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Sources;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Everything real but WhatsApp: a gateway, the command in a terminal, and a phone that scans what the terminal shows.
class PairWithSandboxTest {
    private static final Pattern TYPED = Pattern.compile("^ +([0-9A-Z]{4}-[0-9A-Z]{4})$", Pattern.MULTILINE);

    private final Sandbox sandbox;

    @TempDir
    private Path workshop = Path.of("");

    private Map<String, String> environment = Map.of();
    private AutoCloseable gateway = () -> {};

    PairWithSandboxTest() throws Exception {
        sandbox = Sandbox.start();
    }

    @BeforeEach
    void up() throws Exception {
        var flags = Map.of(
                "http.port", "0",
                "data", workshop.resolve("data").toString(),
                "whatsapp.url", sandbox.plainChatUrl().orElseThrow(),
                "whatsapp.root", sandbox.whereabouts().noiseRootKey());
        var config = GatewayConfig.read(new Sources(flags, Map.of(), Map.of()));
        var world = new Gateway.World(Map.of(), new SecureRandom(), InstantSource.system());
        var keys = new ArrayList<String>();
        var started = Gateway.start(config, world, key -> keys.add(key.text()));
        gateway = started;
        var url = "http://127.0.0.1:" + started.address().getPort();
        environment = Map.of("WIGWAG_URL", url, "WIGWAG_KEY", keys.getFirst(), "TERM", "xterm-256color");
    }

    @AfterEach
    void down() throws Exception {
        gateway.close();
        sandbox.close();
    }

    private Pty pair(Screen screen, int columns, int rows, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("pair", "--name", "shop"));
        arguments.addAll(List.of(more));
        var folder = Files.createDirectories(workshop.resolve("run"));
        return Pty.start(folder, columns, rows, screen, environment, arguments);
    }

    private static void assertLinked(Screen screen, VirtualPhone phone) {
        assertThat(screen.text()).contains("shop is linked as +" + phone.number() + " (dev_");
        assertThat(screen.isOnSecondPage()).isFalse();
        assertThat(screen.isCursorShown()).isTrue();
    }

    private void aPhoneScans(Screen screen, int columns, int rows) throws Exception {
        var phone = sandbox.phones().create("ana");
        var seen = new AtomicReference<>("");
        try (var pty = pair(screen, columns, rows)) {
            pty.until(shown -> {
                scan(shown).ifPresent(seen::set);
                return !seen.get().isEmpty();
            });
            var _ = phone.scan(seen.get());
            assertThat(pty.end()).as(screen.text()).isEqualTo(ExitStatus.OK);
        }
        assertLinked(screen, phone);
    }

    private static Optional<String> scan(Screen screen) {
        try {
            return screen.text().contains("Ctrl-C ends") ? screen.scanned() : Optional.empty();
        } catch (Exception unreadable) {
            throw new IllegalStateException(screen.text(), unreadable);
        }
    }

    @Test
    void aPhoneScansADarkTerminal() throws Exception {
        aPhoneScans(Screen.dark(110, 50), 110, 50);
    }

    @Test
    void aPhoneScansASmallLightTerminal() throws Exception {
        aPhoneScans(Screen.light(80, 24), 80, 24);
    }

    @Test
    void anOwnerTypesACode() throws Exception {
        var phone = sandbox.phones().create("bob");
        var screen = Screen.dark(110, 50);
        try (var pty = pair(screen, 110, 50, "--code", "+" + phone.number())) {
            pty.until(shown -> TYPED.matcher(shown.text()).find());
            var typed = TYPED.matcher(screen.text());
            assertThat(typed.find()).isTrue();
            var _ = phone.enterCode(typed.group(1).replace("-", ""));
            assertThat(pty.end()).as(screen.text()).isEqualTo(ExitStatus.OK);
        }
        assertLinked(screen, phone);
    }
}
