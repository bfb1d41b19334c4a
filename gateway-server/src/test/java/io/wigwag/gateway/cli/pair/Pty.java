package io.wigwag.gateway.cli.pair;

import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.cli.Wigwag;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A command of ours as a process in a pseudo-terminal of its own, as `script` makes one; every Linux has that program.
final class Pty implements AutoCloseable {
    private static final String INTERRUPT = "\u0003";

    private final Process process;
    private final Reader shown;
    private final Screen screen;
    private final char[] buffer = new char[8192];

    private Pty(Process process, Screen screen) {
        this.process = process;
        this.screen = screen;
        this.shown = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8);
    }

    /// The program itself, as its launcher starts it.
    public static void main(String[] arguments) {
        System.exit(new Wigwag(Terminal.ofProcess()).run(arguments));
    }

    static Pty start(
            Path workshop,
            int columns,
            int rows,
            Screen screen,
            Map<String, String> environment,
            List<String> arguments)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + workshop,
                "-cp",
                System.getProperty("java.class.path"),
                Pty.class.getName()));
        command.addAll(arguments);
        // Builds that run in the background ignore Ctrl-C, and so would everything they start.
        var line = new StringBuilder("stty rows " + rows + " cols " + columns + "; exec env --default-signal=INT");
        command.forEach(word -> line.append(" '").append(word).append('\''));
        var file = Files.writeString(workshop.resolve("run.sh"), line + "\n");
        var builder = new ProcessBuilder("script", "-q", "-e", "-c", "sh " + file, "/dev/null");
        builder.redirectError(workshop.resolve("errors.txt").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WIGWAG_") || name.equals("NO_COLOR"));
        builder.environment().putAll(environment);
        return new Pty(builder.start(), screen);
    }

    /// Reads until the screen is as wanted; fails with what it shows when the process ends before.
    Screen until(Predicate<Screen> wanted) throws IOException {
        while (!wanted.test(screen)) {
            var read = shown.read(buffer);
            if (read < 0) {
                throw new IOException("it ended, and the screen shows:\n" + screen.text());
            }
            screen.write(String.valueOf(buffer, 0, read));
        }
        return screen;
    }

    /// Presses Ctrl-C.
    void interrupt() throws IOException {
        process.getOutputStream().write(INTERRUPT.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
    }

    /// Reads to the end; answers the exit status.
    int end() throws IOException, InterruptedException {
        for (var read = shown.read(buffer); read >= 0; read = shown.read(buffer)) {
            screen.write(String.valueOf(buffer, 0, read));
        }
        return process.waitFor();
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IOException("a process that can't be ended");
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        shown.close();
    }
}
