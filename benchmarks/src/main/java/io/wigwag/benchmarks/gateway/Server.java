package io.wigwag.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A gateway of either make, in a process of its own.
final class Server implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final long began;

    private Server(List<String> command, Path folder) throws IOException {
        began = System.nanoTime();
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(
                        ProcessBuilder.Redirect.to(folder.resolve("errors.log").toFile()))
                .start();
        said = process.inputReader(StandardCharsets.UTF_8);
    }

    static Server start(List<String> command, Path folder) throws IOException {
        return new Server(command, folder);
    }

    /// How one of ours is run.
    static List<String> ours(List<String> flags, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "io.wigwag.gateway.cli.Main",
                "up"));
        command.addAll(arguments);
        return command;
    }

    /// Waits for a line that begins so; what comes behind it.
    String line(String beginning) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
        throw new IOException("it ended before it said: " + beginning);
    }

    /// Since it was started.
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// Of processors, since it was started.
    Duration spent() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurry) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
