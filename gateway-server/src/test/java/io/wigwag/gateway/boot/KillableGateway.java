package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// A gateway in a process of its own, which can be killed at any moment and started again on the same store. Whoever
/// asks it meanwhile asks again until there is an answer, as clients should.
final class KillableGateway implements AutoCloseable {
    /// A request that fails so often within one life of the process fails for another reason.
    private static final int ATTEMPTS = 50;

    private final Sandbox sandbox;
    private final Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile CompletableFuture<Integer> port = new CompletableFuture<>();
    private Optional<Process> process = Optional.empty();
    private String key = "";

    KillableGateway(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.folder = folder;
    }

    void start() throws Exception {
        var started = new ProcessBuilder(command())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("gateway.log").toFile()))
                .start();
        process = Optional.of(started);
        var reader = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("key ")) {
                key = line.substring("key ".length());
            }
            if (line.startsWith("port ")) {
                port.complete(Integer.valueOf(line.substring("port ".length())));
                return;
            }
        }
        throw new AssertionError("the gateway ended by itself: " + log());
    }

    String log() throws IOException {
        return java.nio.file.Files.readString(folder.resolve("gateway.log"));
    }

    private List<String> command() {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Optional.ofNullable(System.getProperty("java.class.path")).orElse("."),
                GatewayProcess.class.getName()));
        command.add("http.port=0");
        command.add("data=" + folder);
        command.add("whatsapp.url=" + sandbox.plainChatUrl().orElseThrow());
        command.add("whatsapp.root=" + sandbox.whereabouts().noiseRootKey());
        return command;
    }

    /// `kill -9`.
    void kill() {
        port = new CompletableFuture<>();
        end();
    }

    private void end() {
        process.ifPresent(running -> {
            running.destroyForcibly();
            var _ = running.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        });
        process = Optional.empty();
    }

    JsonNode get(String path) throws Exception {
        return ask("GET", path, "", 200);
    }

    /// Asks until it is answered, in this life of the process or in the next one.
    JsonNode ask(String method, String path, String body, int status, String... headers) throws Exception {
        for (var attempt = 0; ; ) {
            var life = port;
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + life.get() + path))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                var response = client.send(request.build(), BodyHandlers.ofByteArray());
                assertThat(response.statusCode())
                        .as("%s %s: %s", method, path, new String(response.body(), StandardCharsets.UTF_8))
                        .isEqualTo(status);
                return Json.parse(Octets.wrap(response.body()));
            } catch (IOException killed) {
                if (isAlive(life) && ++attempt == ATTEMPTS) {
                    throw killed;
                }
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // Each life has a future of its own.
    private boolean isAlive(CompletableFuture<Integer> life) {
        return port == life;
    }

    /// Follows the stream of events, from the one behind a cursor.
    Listening listen(String cursor) throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port.get() + "/v1/events/stream?cursor=" + cursor))
                .header("Authorization", "Bearer " + key)
                .build();
        return new Listening(client.send(request, BodyHandlers.ofLines()).body());
    }

    @Override
    public void close() {
        end();
        client.close();
    }
}
