package io.wigwag.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A plain HTTP client of a sandbox.
public final class Http implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    public Http(Sandbox sandbox) {
        base = "http://127.0.0.1:" + sandbox.plainPort().orElseThrow();
    }

    public String base() {
        return base;
    }

    public HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create(base + target)).timeout(Duration.ofSeconds(60));
    }

    public HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    public HttpResponse<byte[]> get(String target) throws IOException, InterruptedException {
        return send(request(target).GET());
    }

    public HttpResponse<byte[]> post(String target, byte[] body) throws IOException, InterruptedException {
        return send(request(target).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /// A call whose answer is JSON, whatever its status.
    public JsonNode call(String method, String target, String body) throws IOException, InterruptedException {
        var answer = send(request(target).method(method, HttpRequest.BodyPublishers.ofString(body)));
        return JSON.readTree(answer.body());
    }

    public static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        client.close();
    }
}
