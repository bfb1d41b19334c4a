package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Sources;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A simulated WhatsApp and a gateway on a store of its own, with a client of the JDK in front. The gateway may be
/// started anew; the store and WhatsApp stay.
final class Stage implements AutoCloseable {
    private Path folder;
    private final Map<String, String> settings;
    private final Sandbox sandbox;
    private final HttpClient client = HttpClient.newHttpClient();
    private Optional<Gateway> gateway = Optional.empty();
    private String key = "";

    Stage(Path folder, Map<String, String> settings) throws Exception {
        this.folder = folder;
        this.settings = new HashMap<>(settings);
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
        start();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Path folder() {
        return folder;
    }

    void start() throws Exception {
        var flags = new HashMap<String, String>();
        flags.put("http.port", "0");
        flags.put("data", folder.toString());
        flags.put("whatsapp.url", sandbox.plainChatUrl().orElseThrow());
        flags.put("whatsapp.root", sandbox.whereabouts().noiseRootKey());
        flags.putAll(settings);
        var config = GatewayConfig.read(new Sources(flags, Map.of(), Map.of()));
        var world = new Gateway.World(Map.of(), new SecureRandom(), InstantSource.system());
        gateway = Optional.of(Gateway.start(config, world, made -> key = made.text()));
    }

    void stop() {
        gateway.ifPresent(Gateway::close);
        gateway = Optional.empty();
    }

    /// With other settings from now on.
    void restart(Map<String, String> more) throws Exception {
        settings.putAll(more);
        restart();
    }

    void restart() throws Exception {
        stop();
        start();
    }

    /// Starts a gateway that was stopped on another store.
    void moveTo(Path other) throws Exception {
        folder = other;
        start();
    }

    /// All that follows is asked with this key.
    void actAs(String otherKey) {
        key = otherKey;
    }

    String key() {
        return key;
    }

    HttpRequest.Builder request(String path) {
        var port = gateway.orElseThrow().address().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key);
    }

    <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> handler, String... headers) throws Exception {
        var request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), handler);
    }

    JsonNode get(String path) throws Exception {
        return ask("GET", path, "", 200);
    }

    JsonNode post(String path, String body, int status, String... headers) throws Exception {
        return ask("POST", path, body, status, headers);
    }

    /// Puts a file there.
    JsonNode upload(String path, String type, byte[] file) throws Exception {
        var request = request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(file));
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(201);
        return Json.parse(Octets.wrap(response.body()));
    }

    /// With the key of somebody else.
    HttpResponse<byte[]> askAs(String otherKey, String method, String path) throws Exception {
        var request = request(path).setHeader("Authorization", "Bearer " + otherKey);
        return client.send(
                request.method(method, HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray());
    }

    JsonNode ask(String method, String path, String body, int status, String... headers) throws Exception {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var request = request(path).header("Content-Type", "application/json").method(method, publisher);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var response = client.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, new String(response.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo(status);
        return Json.parse(Octets.wrap(
                response.body().length == 0
                        ? "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)
                        : response.body()));
    }

    /// Follows the stream of events.
    Listening listen(String path, String... headers) throws Exception {
        var response = get(path, BodyHandlers.ofLines(), headers);
        assertThat(response.statusCode()).isEqualTo(200);
        return new Listening(response.body());
    }

    /// Waits for the device to be so, as its events tell it.
    void await(String device, String state) throws Exception {
        try (var events = listen("/v1/events/stream?device=" + device)) {
            var now = get("/v1/devices/" + device).at("/status/state").stringValue();
            while (!now.equals(state)) {
                now = events.next("device.status").at("/data/state").stringValue();
            }
        }
    }

    @Override
    public void close() {
        stop();
        client.close();
        sandbox.close();
    }
}
