package io.wigwag.gateway.cli.demo;

import io.wigwag.gateway.cli.client.Gateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// The gateway's interface as any program uses it: HTTP, a key, JSON and files.
final class Api implements AutoCloseable {
    private static final Duration TO_ANSWER = Duration.ofSeconds(20);
    private static final int REFUSALS = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String key;

    Api(URI url, String key) {
        this.url = url;
        this.key = key;
    }

    JsonNode get(String path) throws StepFailed, IOException, InterruptedException {
        return json(ask(request(path).GET()));
    }

    JsonNode post(String path, JsonNode body) throws StepFailed, IOException, InterruptedException {
        return json(ask(withJson(path).POST(BodyPublishers.ofString(body.toString()))));
    }

    JsonNode put(String path, JsonNode body) throws StepFailed, IOException, InterruptedException {
        return json(ask(withJson(path).PUT(BodyPublishers.ofString(body.toString()))));
    }

    JsonNode upload(String path, String type, byte[] file) throws StepFailed, IOException, InterruptedException {
        return json(ask(request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(file))));
    }

    byte[] file(String path) throws StepFailed, IOException, InterruptedException {
        return ask(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(TO_ANSWER).header("Authorization", "Bearer " + key);
    }

    private HttpRequest.Builder withJson(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private byte[] ask(HttpRequest.Builder request) throws StepFailed, IOException, InterruptedException {
        var asked = request.build();
        var answer = http.send(asked, HttpResponse.BodyHandlers.ofByteArray());
        StepFailed.unless(
                answer.statusCode() < REFUSALS,
                asked.method() + " " + asked.uri().getPath() + " is answered with " + answer.statusCode() + " "
                        + new String(answer.body(), StandardCharsets.UTF_8));
        return answer.body();
    }

    private static JsonNode json(byte[] body) {
        return Gateway.JSON.readTree(body);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
