package io.wigwag.gateway.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// `up` as a process of its own, from the classes that this process runs.
final class UpProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path err;
    private final BufferedReader out;
    private final List<String> said = new ArrayList<>();

    private UpProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /// @param folder where it runs, and keeps what it says on standard error
    static UpProcess start(Path folder, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                Main.class.getName(),
                "up"));
        command.addAll(List.of(arguments));
        var err = Files.createTempFile(folder, "up-", ".err");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        // What is set for whoever runs the tests is no setting of this gateway.
        builder.environment().keySet().removeIf(name -> name.startsWith("WIGWAG_"));
        builder.environment().put("WIGWAG_LOG", "json");
        // Java would tell of it where only complaints are expected.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new UpProcess(builder.start(), err);
    }

    /// Reads what it says up to a line that begins so.
    String until(String beginning) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("it ended before it said " + beginning + ": " + said + " " + err());
    }

    /// All that it has said on standard output, as far as it was read.
    List<String> said() {
        return List.copyOf(said);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /// Lines of standard error that are meant for people.
    List<String> complaints() throws IOException {
        return err().lines().filter(line -> !line.startsWith("{")).toList();
    }

    /// SIGTERM; the process's own method would close what it says meanwhile.
    void tellToEnd() {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /// Waits for the end of the process; its exit status.
    int ended() throws IOException, InterruptedException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
