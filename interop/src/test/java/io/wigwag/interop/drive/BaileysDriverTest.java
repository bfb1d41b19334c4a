package io.wigwag.interop.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wigwag.core.octets.Octets;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The real drivers without a server: that they start, answer and end, each with its own package.
class BaileysDriverTest {
    private static final Octets ROOT = Octets.ofHex("02".repeat(32));

    /// Nobody listens on the discard port.
    private static final DriverOptions NOWHERE =
            DriverOptions.to(URI.create("wss://127.0.0.1:9/ws/chat"), ROOT).and(DriverOptions.Flag.WAIT);

    private final BaileysClients clients;

    BaileysDriverTest(TestReporter reporter) {
        var root = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root")));
        clients = new BaileysClients(root, reporter::publishEntry);
    }

    private void installed(BaileysVersion version) throws InterruptedException {
        Optional<String> missing = clients.missing(version);
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
    }

    @ParameterizedTest
    @EnumSource
    void itAnswersWithoutAConnection(BaileysVersion version) throws Exception {
        installed(version);
        var driver = clients.start(version, NOWHERE.version("2.3000.7"));
        try (driver) {
            assertThat(driver.ready().text("client")).isEqualTo("Baileys " + version);
            assertThat(driver.ready().text("url")).isEqualTo("wss://127.0.0.1:9/ws/chat");
            var state = driver.answer(DriverCommand.of("state"));
            assertThat(state.path("version").asString()).isEqualTo("2.3000.7");
            assertThat(state.path("registered").asBoolean(true)).isFalse();
            var memory = driver.answer(DriverCommand.of("memory"));
            assertThat(memory.path("heap").asLong())
                    .isPositive()
                    .isLessThan(memory.path("rss").asLong());
            assertThatThrownBy(() -> driver.answer(DriverCommand.of("dance"))).hasMessage("unknown op dance");
            assertThatThrownBy(() -> driver.answer(
                            DriverCommand.of("send").with("to", "1@lid").with("text", "x")))
                    .hasMessage("not connected");
        }
        assertThat(driver.isAlive()).isFalse();
        assertThat(driver.complaints()).isEmpty();
        assertThat(driver.left()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itTellsEachCloseAndDialsAgain(BaileysVersion version) throws Exception {
        installed(version);
        try (var driver = clients.start(version, NOWHERE)) {
            var connecting = driver.ask(DriverCommand.of("connect"));
            for (var round = 0; round < 2; round++) {
                var close = driver.take("connection");
                assertThat(close.text("status")).isEqualTo("close");
                assertThat(close.text("reason")).contains("ECONNREFUSED");
                assertThat(close.flag("loggedOut")).isFalse();
            }
            assertThat(connecting).isNotDone();
            driver.answer(DriverCommand.of("disconnect"));
            assertThatThrownBy(connecting::get).hasMessageContaining("closed:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void itNeverTalksToTheRealService(BaileysVersion version) throws Exception {
        installed(version);
        for (var options : new DriverOptions[] {
            DriverOptions.to(URI.create("wss://web.whatsapp.com/ws/chat"), ROOT),
            NOWHERE.mediaHost("mmg.whatsapp.net:443")
        }) {
            assertThatThrownBy(() -> clients.start(version, options))
                    .isInstanceOf(DriverFailure.class)
                    .hasMessageContainingAll("the driver ended with 2", "never talks to it");
        }
    }
}
