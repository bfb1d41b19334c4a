package io.wigwag.benchmarks.sandbox;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.TestServer;
import io.wigwag.sandbox.world.Account;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sandbox in a process of its own, from outside.
public final class RemoteSandbox implements TestServer, AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter orders;
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final PublicKey root;
    private final long startMillis;

    private RemoteSandbox(Process process) throws Exception {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.orders = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
        var ready = require(answers.readLine()).split(" ", -1);
        this.port = Integer.parseInt(ready[0]);
        this.root = PublicKey.of(Octets.ofHex(ready[1]));
        this.startMillis = Long.parseLong(ready[2]);
    }

    public static RemoteSandbox start(List<String> flags) throws Exception {
        return start(flags, List.of());
    }

    /// One that keeps its world in a folder and listens where another did before.
    public static RemoteSandbox keeping(Path folder, int port, List<String> flags) throws Exception {
        return start(flags, List.of(folder.toString(), String.valueOf(port)));
    }

    private static RemoteSandbox start(List<String> flags, List<String> arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(flags);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxHost.class.getName()));
        command.addAll(arguments);
        return new RemoteSandbox(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String require(@Nullable String line) throws IOException {
        if (line == null) {
            throw new IOException("the sandbox's process has ended");
        }
        return line;
    }

    public int port() {
        return port;
    }

    /// How long it took from the call to the open port, without the JVM's own start.
    long startMillis() {
        return startMillis;
    }

    /// Bytes in use on its heap, after a collection.
    long heap() throws IOException {
        orders.println("heap");
        return Long.parseLong(require(answers.readLine()));
    }

    /// Bytes of memory of the whole process.
    long resident() throws IOException {
        var status = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"));
        return status.stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElseThrow()
                * 1024;
    }

    @Override
    public URI chat() {
        return URI.create("ws://127.0.0.1:" + port + "/ws/chat");
    }

    @Override
    public PublicKey noiseRoot() {
        return root;
    }

    @Override
    public void scan(String code, Optional<Account> account) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/admin/mock-phone/scan-qr"))
                .POST(HttpRequest.BodyPublishers.ofString(code))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("scan: " + answer.statusCode() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        orders.close();
        http.close();
        process.destroy();
        process.onExit().join();
    }
}
