package io.wigwag.interop.scenario;

import static io.wigwag.interop.scenario.Companion.command;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.interop.drive.DriverFailure;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.sandbox.server.LinkRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Each client comes to be a device of the sandbox, stays one, and stops being one.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "V6_7_18", "WIGWAG"})
class LinkingScenarioTest extends Scenarios {
    private static final int RESTART = 515;
    private static final int LOGGED_OUT = 401;
    private static final int REPLACED = 440;

    @TempDir
    private Path folder = Path.of("");

    LinkingScenarioTest(Client version, Stage stage) {
        super(version, stage);
    }

    @Scenario("linking by QR code, restart, log-in without one")
    void itLinksByQrCodeAndLogsInWithoutOneFromThenOn() throws Exception {
        var options = stage.options("ana").store(folder);
        var client = stage.start(version, options);
        assertThat(client.state().path("registered").asBoolean()).isFalse();
        stage.scan(client.code());
        var paired = client.takes("paired", event -> true);
        client.closes(RESTART);
        assertThat(client.opens().text("jid")).isEqualTo(paired.text("jid")).endsWith("@s.whatsapp.net");
        client.takes("offline", event -> true);
        var state = client.state();
        assertThat(state.path("registered").asBoolean()).isTrue();
        assertThat(state.path("lid").asString()).endsWith("@lid");
        client.driver().close();

        var again = stage.start(version, options.and(DriverOptions.Flag.WAIT));
        again.does(command("connect"));
        assertThat(again.opens().text("jid")).isEqualTo(paired.text("jid"));
        again.does(command("reconnect"));
        assertThat(again.state().path("lid")).isEqualTo(state.path("lid"));
        again.driver().close();
    }

    @Scenario("linking by a code that is typed on the phone")
    void itLinksByCode() throws Exception {
        var phone = stage.phone("cora");
        var client = stage.start(version, stage.options("cora"));
        client.code();
        var code =
                client.does(command("pairCode").with("phone", phone.number())).path("code");
        stage.happens("pairing.code", "account", phone.account());
        var linked = phone.enterCode(code.asString());
        assertThat(client.takes("paired", event -> true).text("jid"))
                .isEqualTo(linked.pn().toString());
        assertThat(client.opens().text("jid")).isEqualTo(linked.pn().toString());
    }

    @Scenario("a wrong code links nobody")
    void aWrongCodeLinksNobody() throws Exception {
        var phone = stage.phone("dana");
        var client = stage.start(version, stage.options("dana"));
        client.code();
        var right = client.does(command("pairCode").with("phone", phone.number()))
                .path("code")
                .asString();
        stage.happens("pairing.code", "account", phone.account());
        var wrong = (right.startsWith("1") ? "2" : "1") + right.substring(1);
        assertThatThrownBy(() -> phone.enterCode(wrong)).isInstanceOf(LinkRefused.class);
        assertThat(stage.inTheWorld(() -> phone.account().companions().size())).isZero();
        assertThat(client.state().path("registered").asBoolean()).isFalse();
    }

    @Scenario("logging out, and linking anew")
    void itsLogOutUnlinksTheDevice() throws Exception {
        var client = stage.linked(version, stage.options("ella"));
        client.does(command("logout"));
        assertThat(client.closes(LOGGED_OUT).flag("loggedOut")).isTrue();
        assertThat(client.state().path("registered").asBoolean()).isFalse();
        // It is a stranger again, and may come back as a new device.
        var connecting = client.driver().ask(command("connect"));
        var code = client.code();
        connecting.get();
        stage.scan(code);
        assertThat(client.takes("paired", event -> true).text("jid")).endsWith("@s.whatsapp.net");
    }

    @Scenario("being logged out by the phone")
    void thePhoneLogsItOut() throws Exception {
        var phone = stage.phone("fay");
        var client = stage.linked(version, phone, stage.options("fay"));
        phone.logOut(1);
        assertThat(client.closes(LOGGED_OUT).flag("loggedOut")).isTrue();
        assertThat(client.state().path("registered").asBoolean()).isFalse();
    }

    @Scenario("a second connection of the device replaces the first")
    void aSecondConnectionOfTheSameDeviceReplacesTheFirst() throws Exception {
        var here = folder.resolve("here");
        var there = folder.resolve("there");
        var original = stage.linked(version, stage.options("gina").store(here));
        original.driver().close();
        copy(here, there);
        var first = stage.start(version, stage.options("gina").store(here));
        first.opens();
        var second = stage.start(version, stage.options("gina").store(there));
        second.opens();
        assertThat(first.closes(REPLACED).flag("loggedOut")).isFalse();
        assertThatThrownBy(first::pings).isInstanceOf(DriverFailure.class);
        second.pings();
        first.driver().close();
        second.driver().close();
    }

    /// Two processes with one device: as after a copy of a machine, as no store lets two of them in.
    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }
}
