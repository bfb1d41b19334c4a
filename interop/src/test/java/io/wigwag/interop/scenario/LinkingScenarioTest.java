package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.interop.drive.BaileysVersion;
import io.wigwag.interop.drive.DriverCommand;
import io.wigwag.interop.drive.DriverOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each foreign client comes to be a device of the sandbox, stays one, and stops being one.
class LinkingScenarioTest {
    private static final DriverCommand STATE = DriverCommand.of("state");

    private final Stage stage;

    @TempDir
    private Path folder = Path.of("");

    LinkingScenarioTest(TestReporter reporter) throws Exception {
        stage = new Stage(reporter::publishEntry);
    }

    @AfterEach
    void end() {
        stage.close();
    }

    @ParameterizedTest
    @EnumSource
    void itLinksByQrCodeAndLogsInWithoutOneFromThenOn(BaileysVersion version) throws Exception {
        var options = stage.options("ana").store(folder);
        var driver = stage.start(version, options);
        assertThat(driver.answer(STATE).path("registered").asBoolean()).isFalse();
        stage.scan(driver.take("qr").text("qr"));
        var paired = driver.take("paired");
        assertThat(stage.closed(driver).json().path("code").asInt()).isEqualTo(515);
        assertThat(stage.open(driver).text("jid")).isEqualTo(paired.text("jid")).endsWith("@s.whatsapp.net");
        driver.take("offline");
        var state = driver.answer(STATE);
        assertThat(state.path("registered").asBoolean()).isTrue();
        assertThat(state.path("lid").asString()).endsWith("@lid");
        driver.close();

        var again = stage.start(version, options.and(DriverOptions.Flag.WAIT));
        again.answer(DriverCommand.of("connect"));
        assertThat(stage.open(again).text("jid")).isEqualTo(paired.text("jid"));
        again.answer(DriverCommand.of("reconnect"));
        assertThat(again.answer(STATE).path("lid")).isEqualTo(state.path("lid"));
    }

    @ParameterizedTest
    @EnumSource
    void itsLogOutUnlinksTheDevice(BaileysVersion version) throws Exception {
        var driver = stage.linked(version, stage.options("ana"));
        driver.answer(DriverCommand.of("logout"));
        assertThat(driver.take("connection", event -> event.flag("loggedOut"))
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(401);
        assertThat(driver.answer(STATE).path("registered").asBoolean()).isFalse();
        // It is a stranger again, and may come back as a new device.
        var connecting = driver.ask(DriverCommand.of("connect"));
        var code = driver.take("qr").text("qr");
        connecting.get();
        stage.scan(code);
        assertThat(driver.take("paired").text("jid")).endsWith("@s.whatsapp.net");
    }

    @ParameterizedTest
    @EnumSource
    void aSecondConnectionOfTheSameDeviceReplacesTheFirst(BaileysVersion version) throws Exception {
        var options = stage.options("ana").store(folder);
        var first = stage.linked(version, options);
        var second = stage.start(version, options);
        stage.open(second);
        var end = first.take("connection", event -> event.json().path("code").asInt() == 440);
        assertThat(end.flag("loggedOut")).isFalse();
        assertThatThrownBy(() -> first.answer(
                        DriverCommand.of("send").with("to", "1@lid").with("text", "late")))
                .hasMessage("not connected");
    }
}
