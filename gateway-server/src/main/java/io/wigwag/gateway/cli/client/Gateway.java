package io.wigwag.gateway.cli.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// A gateway that is asked over HTTP. Any thread may ask; an interrupt ends whatever is being waited for.
public final class Gateway implements AutoCloseable {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofMinutes(1);
    private static final Duration TO_UPLOAD = Duration.ofMinutes(30);
    private static final int REFUSALS = 400;

    private final URI url;
    private final Optional<String> key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /// @param url where it listens, without a path
    /// @param key shown with every request, if there is one
    public Gateway(URI url, Optional<String> key) {
        this.url = url;
        this.key = key;
    }

    public URI url() {
        return url;
    }

    public Devices devices() {
        return new Devices(this);
    }

    public Messages messages() {
        return new Messages(this);
    }

    public EventFeed events() {
        return new EventFeed(this);
    }

    /// An answer as it came.
    public record Answer(int status, Map<String, String> headers, JsonNode body) {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /// Asks, whatever the answer's status is; probes answer so.
    public Answer ask(String path) throws CallFailed, InterruptedException {
        return answer(request(path).GET());
    }

    JsonNode get(String path) throws CallFailed, InterruptedException {
        return accepted(answer(request(path).GET()));
    }

    JsonNode post(String path, JsonNode body, Map<String, String> headers) throws CallFailed, InterruptedException {
        var request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        headers.forEach(request::header);
        return accepted(answer(request));
    }

    JsonNode post(String path, JsonNode body) throws CallFailed, InterruptedException {
        return post(path, body, Map.of());
    }

    /// Posts a file as it is.
    JsonNode post(String path, Path file, String type) throws CallFailed, FileNotFoundException, InterruptedException {
        return accepted(answer(request(path)
                .timeout(TO_UPLOAD)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofFile(file))));
    }

    /// Posts nothing.
    JsonNode post(String path) throws CallFailed, InterruptedException {
        return accepted(answer(request(path).POST(HttpRequest.BodyPublishers.noBody())));
    }

    void delete(String path) throws CallFailed, InterruptedException {
        var _ = accepted(answer(request(path).DELETE()));
    }

    /// Opens an answer that goes on and on; its reader closes it.
    InputStream stream(String path, Map<String, String> headers) throws CallFailed, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve(path)).header("Accept", "text/event-stream");
        key.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        headers.forEach(request::header);
        var response = send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() < REFUSALS) {
            return response.body();
        }
        try (var body = response.body()) {
            throw new CallFailed.Refused(
                    ToldProblem.read(response.statusCode(), json(response.statusCode(), body.readAllBytes())));
        } catch (IOException cutOff) {
            throw new CallFailed.NotReached(url, String.valueOf(cutOff.getMessage()));
        }
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(url.resolve(path))
                .header("Accept", "application/json")
                .timeout(TO_ANSWER);
        key.ifPresent(known -> request.header("Authorization", "Bearer " + known));
        return request;
    }

    private Answer answer(HttpRequest.Builder request) throws CallFailed, InterruptedException {
        var response = send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        var headers = new HashMap<String, String>();
        response.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
        return new Answer(response.statusCode(), headers, json(response.statusCode(), response.body()));
    }

    private static JsonNode accepted(Answer answer) throws CallFailed {
        if (answer.status() >= REFUSALS) {
            throw new CallFailed.Refused(ToldProblem.read(answer.status(), answer.body()));
        }
        return answer.body();
    }

    private JsonNode json(int status, byte[] body) throws CallFailed {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JacksonException other) {
            throw new CallFailed.NotUnderstood(url, "it answers " + status + " with something that is not JSON");
        }
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws CallFailed, InterruptedException {
        try {
            return http.send(request, handler);
        } catch (ConnectException nobody) {
            throw new CallFailed.NotReached(url, "nothing listens there");
        } catch (HttpTimeoutException silence) {
            throw new CallFailed.NotReached(url, "no answer in time");
        } catch (IOException cutOff) {
            throw new CallFailed.NotReached(url, String.valueOf(cutOff.getMessage()));
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
