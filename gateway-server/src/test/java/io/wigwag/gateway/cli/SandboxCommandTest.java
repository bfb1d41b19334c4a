package io.wigwag.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

class SandboxCommandTest {
    private final StringWriter err = new StringWriter();

    @Test
    void itPrintsOneLineAndRunsUntilItIsToldToEnd() throws Exception {
        var printed = new PipedReader();
        var out = new PrintWriter(new PipedWriter(printed), true);
        var wigwag = new Wigwag(new Terminal(out, new PrintWriter(err, true)));
        var run = new FutureTask<>(() -> wigwag.run("sandbox", "--port", "0", "--plain-port", "0", "--seed", "3"));
        var thread = Thread.ofPlatform().start(run);
        var line = new BufferedReader(printed).readLine();
        var ready = JsonMapper.builder().build().readTree(line);
        assertThat(ready.path("ws").asString()).startsWith("wss://127.0.0.1:").endsWith("/ws/chat");
        assertThat(ready.path("noiseRootKey").asString()).hasSize(64);
        assertThat(Path.of(ready.path("caFile").asString())).exists();
        try (var client = HttpClient.newHttpClient()) {
            var info = URI.create(ready.path("plain").path("admin").asString() + "/info");
            var answer = client.send(HttpRequest.newBuilder(info).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo(line);
        }
        thread.interrupt();
        assertThat(run.get()).isEqualTo(ExitStatus.OK);
        assertThat(Path.of(ready.path("caFile").asString())).doesNotExist();
    }

    private static SandboxSettings settings(Map<String, String> environment, String... line) {
        var command = new SandboxCommand(environment);
        new CommandLine(command).parseArgs(line);
        return command.settings();
    }

    @Test
    void theEnvironmentSetsWhatTheCommandLineLeavesOut() {
        var environment = Map.of(
                "WIGWAG_SANDBOX_PORT", "1",
                "WIGWAG_SANDBOX_PLAIN_PORT", "2",
                "WIGWAG_SANDBOX_SEED", "3",
                "WIGWAG_SANDBOX_BIND", "127.0.0.2",
                "WIGWAG_SANDBOX_TLS_NAMES", "a.test,b.test",
                "WIGWAG_SANDBOX_AUTO_PAIR", "50",
                "CHATSTATE_TTL_SECS", "7");
        var fromEnvironment = settings(environment);
        assertThat(fromEnvironment.port()).isEqualTo(1);
        assertThat(fromEnvironment.plainPort()).contains(2);
        assertThat(fromEnvironment.seed()).isEqualTo(3);
        assertThat(fromEnvironment.bind()).isEqualTo("127.0.0.2");
        assertThat(fromEnvironment.tlsNames()).containsExactly("a.test", "b.test");
        assertThat(fromEnvironment.autoPair).contains(Duration.ofMillis(50));
        assertThat(fromEnvironment.chatStateLife).isEqualTo(Duration.ofSeconds(7));
        var fromLine = settings(environment, "--port", "9", "--seed", "8", "--host", "127.0.0.1");
        assertThat(fromLine.port()).isEqualTo(9);
        assertThat(fromLine.seed()).isEqualTo(8);
        assertThat(fromLine.bind()).isEqualTo("127.0.0.1");
        assertThat(fromLine.plainPort()).contains(2);
        assertThat(settings(Map.of()).port()).isEqualTo(8080);
    }

    @Test
    void aWrongSettingIsSaidInOneLine() throws Exception {
        var command = new SandboxCommand(Map.of("WIGWAG_SANDBOX_PORT", "many"));
        command.attach(new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err, true)));
        assertThat(command.call()).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("WIGWAG_SANDBOX_PORT: many");
    }
}
