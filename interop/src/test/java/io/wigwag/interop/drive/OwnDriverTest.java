package io.wigwag.interop.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.interop.drive.DriverOptions.Flag;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The driver with our engine as a process of its own, on a sandbox.
class OwnDriverTest {
    private static final Octets OTHER_ROOT = Octets.ofHex("02".repeat(32));

    private Sandbox sandbox;

    @TempDir
    private Path folder = Path.of("");

    OwnDriverTest() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
    }

    @BeforeEach
    void alive() {
        assertThat(sandbox.plainChatUrl()).isPresent();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private DriverOptions options() {
        return DriverOptions.to(
                URI.create(sandbox.plainChatUrl().orElseThrow()),
                sandbox.noiseRoot().octets());
    }

    private static DriverEvent opened(Driver driver) throws Exception {
        return driver.take("connection", event -> event.text("status").equals("open"));
    }

    private static DriverEvent closed(Driver driver) throws Exception {
        return driver.take("connection", event -> event.text("status").equals("close"));
    }

    @Test
    void aPhoneScansItsCodeAndItStaysUntilItLogsOut() throws Exception {
        var ana = sandbox.phones().create("ana");
        try (var driver = OwnDriver.start(options().and(Flag.NODES).version("2.3000.1999999999"))) {
            assertThat(driver.ready().text("client")).startsWith("Wigwag ");
            var unlinked = driver.answer(DriverCommand.of("state"));
            assertThat(unlinked.path("version").asString()).isEqualTo("2.3000.1999999999");
            assertThat(unlinked.path("registered").asBoolean(true)).isFalse();
            assertThat(unlinked.has("jid")).isFalse();

            var linked = ana.scan(driver.take("qr").text("qr"));
            var paired = driver.take("paired");
            assertThat(paired.text("jid")).isEqualTo(linked.pn().toString());
            assertThat(paired.text("lid")).isEqualTo(linked.lid().toString());
            assertThat(paired.text("platform")).isEqualTo("android");
            var restart = closed(driver);
            assertThat(restart.json().path("code").asInt()).isEqualTo(515);
            assertThat(restart.text("reason")).contains("515");
            assertThat(restart.flag("loggedOut")).isFalse();
            assertThat(opened(driver).text("jid")).isEqualTo(paired.text("jid"));
            assertThat(driver.take("offline").text("status")).isEqualTo("complete");
            driver.take(
                    "in",
                    event -> event.json().path("node").path("tag").asString().equals("success"));
            driver.answer(DriverCommand.of("connect"));
            var state = driver.answer(DriverCommand.of("state"));
            assertThat(state.path("registered").asBoolean(false)).isTrue();
            assertThat(state.path("jid").asString()).isEqualTo(paired.text("jid"));
            assertThat(state.path("lid").asString()).isEqualTo(paired.text("lid"));

            driver.answer(DriverCommand.of("reconnect"));
            closed(driver);
            opened(driver);

            driver.answer(DriverCommand.of("logout"));
            assertThat(closed(driver).flag("loggedOut")).isTrue();
            var gone = driver.answer(DriverCommand.of("state"));
            assertThat(gone.path("registered").asBoolean(true)).isFalse();
            assertThat(gone.has("jid")).isFalse();
            driver.answer(DriverCommand.of("connect"));
            assertThat(driver.answer(DriverCommand.of("state"))
                            .path("registered")
                            .asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void rawStanzasGoOutAndAnswersComeBack() throws Exception {
        var ana = sandbox.phones().create("ana");
        try (var driver = OwnDriver.start(options())) {
            ana.scan(driver.take("qr").text("qr"));
            driver.take("offline");
            var ping = Map.of("tag", "iq", "attrs", Map.of("to", "@s.whatsapp.net", "type", "get", "xmlns", "w:p"));
            var answer = driver.answer(DriverCommand.of("query").with("node", ping));
            assertThat(answer.path("node").path("attrs").path("type").asString())
                    .isEqualTo("result");
            var count = Map.of(
                    "tag",
                    "iq",
                    "attrs",
                    Map.of("to", "@s.whatsapp.net", "type", "get", "xmlns", "encrypt"),
                    "content",
                    List.of(Map.of("tag", "count")));
            var counted = driver.answer(DriverCommand.of("query").with("node", count));
            assertThat(counted.path("node")
                            .path("content")
                            .path(0)
                            .path("attrs")
                            .path("value")
                            .asInt())
                    .as("all but the one that the phone may have taken for its first message by now")
                    .isBetween(811, 812);
            driver.answer(DriverCommand.of("node")
                    .with("node", Map.of("tag", "presence", "attrs", Map.of("type", "available", "name", "Ana"))));
            assertThatThrownBy(() -> driver.answer(DriverCommand.of("query").with("node", Map.of("attrs", Map.of()))))
                    .hasMessageContaining("without a tag");
        }
    }

    @Test
    void aPhoneTypesItsCode() throws Exception {
        var ana = sandbox.phones().create("ana");
        try (var driver = OwnDriver.start(options().and(Flag.WAIT))) {
            var answer = driver.answer(
                    DriverCommand.of("pairCode").with("phone", ana.number()).with("code", "ABCD1234"));
            assertThat(answer.path("code").asString()).isEqualTo("ABCD1234");
            assertThat(driver.take("pairingCode").text("code")).isEqualTo("ABCD1234");
            ana.enterCode("ABCD-1234");
            assertThat(driver.take("paired").text("jid"))
                    .startsWith(ana.number() + ":")
                    .endsWith("@s.whatsapp.net");
            opened(driver);
        }
    }

    @Test
    void aDeviceInAFolderOutlivesItsProcess() throws Exception {
        var ana = sandbox.phones().create("ana");
        var kept = options().store(folder.resolve("device"));
        String jid;
        try (var driver = OwnDriver.start(kept)) {
            ana.scan(driver.take("qr").text("qr"));
            jid = driver.take("paired").text("jid");
            driver.take("offline");
        }
        try (var driver = OwnDriver.start(kept)) {
            assertThat(opened(driver).text("jid")).isEqualTo(jid);
            assertThat(driver.answer(DriverCommand.of("state")).path("jid").asString())
                    .isEqualTo(jid);
            assertThat(driver.left()).noneMatch(event -> event.name().equals("qr"));
        }
    }

    @Test
    void theNextDriverOfAFolderWaitsForTheOneBefore() throws Exception {
        var kept = options().store(folder.resolve("device")).and(Flag.WAIT);
        var command = Stream.concat(OwnDriver.command().stream(), kept.arguments().stream());
        var first = OwnDriver.start(kept);
        var second = new ProcessBuilder(command.toList()).start();
        try (var complaints = second.errorReader();
                var lines = second.inputReader()) {
            assertThat(complaints.readLine()).startsWith("drive: waits for another driver");
            first.close();
            assertThat(lines.readLine()).startsWith("{\"ev\":\"ready\"");
            second.getOutputStream().close();
            assertThat(second.onExit()).succeedsWithin(Duration.ofSeconds(10));
            assertThat(second.exitValue()).isZero();
        } finally {
            first.close();
            second.destroyForcibly();
        }
    }

    @Test
    void whoIsImpatientLeavesASilentServerWithinSeconds() throws Exception {
        var ana = sandbox.phones().create("ana");
        // Others take longer than this only to notice.
        var patience = new Patience(Duration.ofSeconds(60), Duration.ofSeconds(20), Duration.ofSeconds(5));
        try (var driver = Driver.start(OwnDriver.command(), options().and(Flag.IMPATIENT), patience)) {
            ana.scan(driver.take("qr").text("qr"));
            driver.take("offline");
            sandbox.faults()
                    .add(FaultRule.of(Match.all(Layer.FRAME, Direction.OUT), new Action.Blackhole(Optional.empty()))
                            .once());
            assertThat(driver.take("connection", event -> event.text("reason").contains("silent"))
                            .text("status"))
                    .isEqualTo("close");
            opened(driver);
        }
    }

    @Test
    void itAnswersWithoutAConnectionAndTellsEachCloseAndDialsAgain() throws Exception {
        var nowhere = DriverOptions.to(URI.create("ws://127.0.0.1:9/ws/chat"), OTHER_ROOT)
                .and(Flag.WAIT);
        var driver = OwnDriver.start(nowhere);
        try (driver) {
            assertThat(driver.ready().text("url")).isEqualTo("ws://127.0.0.1:9/ws/chat");
            var memory = driver.answer(DriverCommand.of("memory"));
            assertThat(memory.path("heap").asLong())
                    .isPositive()
                    .isLessThan(memory.path("rss").asLong());
            assertThatThrownBy(() -> driver.answer(DriverCommand.of("dance"))).hasMessage("unknown op dance");
            assertThatThrownBy(() -> driver.answer(DriverCommand.of("node").with("node", Map.of("tag", "presence"))))
                    .isInstanceOf(DriverFailure.class);
            var connecting = driver.ask(DriverCommand.of("connect"));
            for (var round = 0; round < 2; round++) {
                var close = closed(driver);
                assertThat(close.text("reason")).isNotEmpty();
                assertThat(close.flag("loggedOut")).isFalse();
            }
            assertThat(connecting).isNotDone();
            driver.answer(DriverCommand.of("disconnect"));
            assertThatThrownBy(connecting::get).hasMessageContaining("closed:");
            driver.answer(DriverCommand.of("stop"));
        }
        assertThat(driver.isAlive()).isFalse();
    }

    @Test
    void anyCertificateWillDoWhereTheRootIsRightAndNoneWhereItIsNot() throws Exception {
        var overTls = URI.create(sandbox.chatUrl());
        try (var driver =
                OwnDriver.start(DriverOptions.to(overTls, sandbox.noiseRoot().octets()))) {
            driver.take("qr");
        }
        try (var driver = OwnDriver.start(DriverOptions.to(overTls, OTHER_ROOT))) {
            assertThat(closed(driver).text("reason")).isNotEmpty();
            assertThat(driver.left()).noneMatch(event -> event.name().equals("qr"));
        }
    }

    @Test
    void itNeverTalksToTheRealService() {
        var real = Octets.ofHex("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b");
        for (var refused : List.of(
                DriverOptions.to(URI.create("wss://web.whatsapp.com/ws/chat"), OTHER_ROOT),
                DriverOptions.to(URI.create("wss://WEB.WhatsApp.COM./ws/chat"), OTHER_ROOT),
                DriverOptions.to(URI.create("ws://127.0.0.1:9/ws/chat"), real),
                options().mediaHost("mmg.whatsapp.net:443"))) {
            assertThatThrownBy(() -> OwnDriver.start(refused))
                    .isInstanceOf(DriverFailure.class)
                    .hasMessageContainingAll("the driver ended with 2", "never talks to it");
        }
    }
}
