package io.wigwag.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Runs the other engine's side of a suite: a Node script that prints one JSON object for each task.
public final class Peer {
    private static final long MINUTES = 15;

    private final Path folder;

    public Peer(Path root) {
        this.folder = root.resolve("benchmarks/peer");
    }

    /// Whether this machine can run it at all.
    public static boolean available() {
        try {
            var node = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return node.waitFor(1, TimeUnit.MINUTES) && node.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Operations per second by task.
    Map<String, Double> measure(String script, Path inputs) throws IOException, InterruptedException {
        install();
        var json = new JsonMapper();
        var figures = new LinkedHashMap<String, Double>();
        for (var line : run(List.of("node", "--expose-gc", script, inputs.toString()))
                .lines()
                .toList()) {
            if (line.startsWith("{")) {
                var figure = json.readTree(line);
                figures.put(
                        figure.required("task").asString(),
                        figure.required("perSecond").asDouble());
            }
        }
        return figures;
    }

    /// Runs a script that prints one JSON object, and says what is in it.
    public Map<String, Double> figures(String script, List<String> arguments) throws IOException, InterruptedException {
        install();
        var command = new ArrayList<>(List.of("node", "--expose-gc", script));
        command.addAll(arguments);
        var figures = new LinkedHashMap<String, Double>();
        run(command)
                .lines()
                .filter(line -> line.startsWith("{"))
                .forEach(line -> new JsonMapper()
                        .readTree(line)
                        .properties()
                        .forEach(figure ->
                                figures.put(figure.getKey(), figure.getValue().asDouble())));
        return figures;
    }

    /// How a script is run that serves until it is ended.
    public List<String> command(String script, List<String> arguments) throws IOException, InterruptedException {
        install();
        var command = new ArrayList<>(List.of("node", folder.resolve(script).toString()));
        command.addAll(arguments);
        return command;
    }

    private void install() throws IOException, InterruptedException {
        var installed = folder.resolve("node_modules/.package-lock.json");
        var wanted = folder.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            run(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        }
    }

    private String run(List<String> command) throws IOException, InterruptedException {
        var out = Files.createTempFile("wigwag-peer", ".out");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(out.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " did not end within " + MINUTES + " minutes");
            }
            var text = Files.readString(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + ": " + text);
            }
            return text;
        } finally {
            Files.delete(out);
        }
    }
}
