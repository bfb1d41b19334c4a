package io.wigwag.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A command as a process of its own, from the classes that this process runs.
public final class CliProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path err;
    private final BufferedReader out;
    private final List<String> said = new ArrayList<>();

    private CliProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts it.
    ///
    /// @param folder where it runs, has its temporary files, and keeps what it says on standard error
    public static CliProcess start(Path folder, String... arguments) throws IOException {
        return start(folder, Main.class, arguments);
    }

    /// Another program than ours.
    static CliProcess start(Path folder, Class<?> program, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                "-Djava.io.tmpdir=" + folder,
                program.getName()));
        command.addAll(List.of(arguments));
        var err = Files.createTempFile(folder, "cli-", ".err");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        // What is set for whoever runs the tests is no setting of this process.
        builder.environment().keySet().removeIf(name -> name.startsWith("WIGWAG_"));
        builder.environment().put("WIGWAG_LOG", "json");
        // Java would tell of it where only complaints are expected.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return new CliProcess(builder.start(), err);
    }

    /// Reads what it says up to a line that begins so.
    public String until(String beginning) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new AssertionError("it ended before it said " + beginning + ": " + said + " " + err());
    }

    /// All that it has said on standard output, as far as it was read.
    public List<String> said() {
        return List.copyOf(said);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }

    /// Lines of standard error that are meant for people.
    public List<String> complaints() throws IOException {
        return err().lines().filter(line -> !line.startsWith("{")).toList();
    }

    /// SIGTERM; the process's own method would close what it says meanwhile.
    public void tellToEnd() {
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /// Waits for the end of the process; its exit status.
    public int ended() throws IOException, InterruptedException {
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
