package io.wigwag.gateway.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// The lines themselves, without a server; conversations with one are tests of the whole.
class DriveCommandTest {
    private static final String ROOT = "02".repeat(32);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String input, String... arguments) {
        var in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        var command = new DriveCommand(in);
        command.attach(new Terminal(new PrintWriter(out), new PrintWriter(err)));
        return new CommandLine(command)
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(out))
                .execute(arguments);
    }

    @Test
    void theEndOfTheInputEndsIt() {
        assertThat(run("", "--url", "ws://127.0.0.1:9/ws/chat", "--root", ROOT, "--wait"))
                .isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines())
                .singleElement()
                .asString()
                .startsWith("{\"ev\":\"ready\",\"client\":\"Wigwag ")
                .endsWith("\",\"url\":\"ws://127.0.0.1:9/ws/chat\"}");
    }

    @Test
    void whatIsNoCommandIsToldAndStopIsAnswered() {
        assertThat(run(
                        "dance\n\n{\"op\":\"stop\",\"id\":\"last\"}\n{\"op\":\"state\",\"id\":3}\n",
                        "--url",
                        "ws://127.0.0.1:9/ws/chat",
                        "--root",
                        ROOT,
                        "--wait"))
                .isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines().skip(1).toList())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"ev\":\"failure\",\"error\":\"not a command: ");
        assertThat(out.toString().lines().toList().getLast()).isEqualTo("{\"re\":\"last\",\"ok\":true}");
    }

    @Test
    void wrongOptionsAreNotUnderstood() {
        for (var arguments : new String[][] {
            {"--url", "wss://web.whatsapp.com/ws/chat", "--root", ROOT},
            {"--url", "wss://web.whatsapp.net:5222/ws/chat", "--root", ROOT},
            {"--url", "http://127.0.0.1/", "--root", ROOT},
            {"--url", "ws://127.0.0.1/", "--root", "02"},
            {"--url", "ws://127.0.0.1/", "--root", "xy".repeat(32)},
            {"--url", "ws://127.0.0.1/", "--root", ROOT, "--version", "latest"},
            {"--url", "ws://127.0.0.1/", "--root", ROOT, "--media-host", "mmg.whatsapp.net"},
            {"--url", "ws://127.0.0.1/", "--root", ROOT, "--media-host", "mmg.whatsapp.net:443"},
            {"--url", "ws://127.0.0.1/"},
        }) {
            assertThat(run("", arguments)).as(String.join(" ", arguments)).isEqualTo(ExitStatus.USAGE);
        }
        assertThat(out.toString()).isEmpty();
    }
}
