package io.wigwag.interop.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.boot.Gateway;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Sources;
import io.wigwag.sandbox.Sandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A gateway, and a client of its interface that knows nothing of it but addresses and JSON. The gateway can be
/// started anew; its events are followed over that.
final class GatewayClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<JsonNode> untaken = new ArrayList<>();
    private Optional<Gateway> gateway = Optional.empty();
    private Iterator<String> events = List.<String>of().iterator();
    private String lastEvent = "evt_" + "0".repeat(26);
    private String key = "";

    GatewayClient(Sandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.folder = folder;
    }

    void start() throws Exception {
        var settings = Map.of(
                "http.port", "0",
                "http.grace", "1s",
                "data", folder.toString(),
                "whatsapp.url", sandbox.plainChatUrl().orElseThrow(),
                "whatsapp.root", sandbox.whereabouts().noiseRootKey());
        var config = GatewayConfig.read(new Sources(settings, Map.of(), Map.of()));
        var world = new Gateway.World(Map.of(), new SecureRandom(), InstantSource.system());
        gateway = Optional.of(Gateway.start(config, world, made -> key = made.text()));
        var stream = request("/v1/events/stream").header("Last-Event-ID", lastEvent);
        events = http.send(stream.build(), BodyHandlers.ofLines()).body().iterator();
    }

    void stop() {
        gateway.ifPresent(Gateway::close);
        gateway = Optional.empty();
    }

    private HttpRequest.Builder request(String path) {
        var port = gateway.orElseThrow().address().getPort();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + key);
    }

    private Octets answer(HttpRequest.Builder request, int status) throws Exception {
        HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode())
                .as("%s: %s", response.request().uri(), new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(status);
        return Octets.wrap(response.body());
    }

    JsonNode get(String path) throws Exception {
        return JSON.readTree(answer(request(path), 200).toArray());
    }

    Octets download(String path) throws Exception {
        return answer(request(path), 200);
    }

    JsonNode post(String path, Object body, int status) throws Exception {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return JSON.readTree(answer(request, status).toArray());
    }

    JsonNode upload(String path, String type, Octets file) throws Exception {
        var request = request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(file.toArray()));
        return JSON.readTree(answer(request, 201).toArray());
    }

    /// The first event of a type that is wanted and that nobody took yet; waits for it.
    JsonNode event(String type, Predicate<JsonNode> wanted) {
        Predicate<JsonNode> fits =
                event -> event.path("type").asString().equals(type) && wanted.test(event.path("data"));
        var known = untaken.stream().filter(fits).findFirst();
        if (known.isPresent()) {
            untaken.remove(known.get());
            return known.get().path("data");
        }
        for (var event = next(); ; event = next()) {
            if (fits.test(event)) {
                return event.path("data");
            }
            untaken.add(event);
        }
    }

    private JsonNode next() {
        while (true) {
            var line = events.next();
            if (line.startsWith("data: ")) {
                var event = JSON.readTree(line.substring("data: ".length()));
                lastEvent = event.path("id").asString();
                return event;
            }
        }
    }

    @Override
    public void close() {
        stop();
        http.close();
    }
}
