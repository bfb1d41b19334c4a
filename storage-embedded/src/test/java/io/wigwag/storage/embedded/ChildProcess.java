package io.wigwag.storage.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sqlite.util.OSInfo;

/// Runs a [WritingChild] and keeps what it said. Started lean, and with SQLite's library unpacked beforehand: a
/// killed process would leave its own copy behind.
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final Map<String, Integer> acknowledged = new HashMap<>();
    private String lastWords = "";

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /// @param before a command that is given the Java command to run
    static ChildProcess start(Path workshop, Path data, String run, int writers, int bytes, List<String> before)
            throws IOException {
        var command = new ArrayList<>(before);
        command.addAll(command(
                workshop, WritingChild.class, data.toString(), run, "" + writers, "" + bytes, "" + Integer.MAX_VALUE));
        return new ChildProcess(new ProcessBuilder(command)
                .redirectError(workshop.resolve("errors.txt").toFile())
                .start());
    }

    /// Runs a class of these tests, with what it leaves behind in the workshop.
    static List<String> command(Path workshop, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx64m",
                "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.lib.path=" + library(workshop),
                "-Djava.io.tmpdir=" + workshop,
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path library(Path workshop) throws IOException {
        var name = System.mapLibraryName("sqlitejdbc");
        var library = workshop.resolve(name);
        if (!Files.exists(library)) {
            var resource = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + name;
            try (var in = OSInfo.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IOException("no " + resource);
                }
                Files.copy(in, library);
            }
        }
        return workshop;
    }

    /// Reads until so many writes were acknowledged in all, or the child has ended.
    void await(int writes) throws IOException {
        while (total() < writes && read()) {
            // The next line, please.
        }
    }

    /// SIGKILL, then what was still in the pipe: it was said before.
    void kill() throws IOException, InterruptedException {
        // By its handle: the process object would close the pipe as well.
        process.toHandle().destroyForcibly();
        end();
    }

    /// Waits for the child to end by itself.
    void end() throws IOException, InterruptedException {
        while (read()) {
            // To the last line.
        }
        process.waitFor();
    }

    /// The number of writes that each writer was told are done.
    Map<String, Integer> acknowledged() {
        return acknowledged;
    }

    int total() {
        return acknowledged.values().stream().mapToInt(Integer::intValue).sum();
    }

    String lastWords() {
        return lastWords;
    }

    private boolean read() throws IOException {
        var line = output.readLine();
        if (line == null) {
            return false;
        }
        var words = line.split(" ", -1);
        if (words[0].equals("failed")) {
            lastWords = line;
        } else if (words.length == 2 && !words[1].isEmpty()) {
            acknowledged.put(words[0], Integer.parseInt(words[1]) + 1);
        }
        return true;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
