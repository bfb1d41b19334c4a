package io.wigwag.gateway.cli.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Answers as a gateway would, by the script of a test: for each request the next answer, the last one again and again.
public final class StubGateway implements AutoCloseable {
    public static final String KEY = "wgw_stub";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Queue<Reply>> script = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public record Reply(int status, String contentType, String body) {}

    /// A request that came, with the header that the test may be about.
    public record Asked(String line, String body, Map<String, String> headers) {}

    public StubGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What a command finds in its environment to come here.
    public Map<String, String> environment() {
        return Map.of("WIGWAG_URL", url(), "WIGWAG_KEY", KEY);
    }

    public StubGateway on(String line, String json) {
        return on(line, new Reply(200, "application/json", json));
    }

    public synchronized StubGateway on(String line, Reply reply) {
        script.computeIfAbsent(line, _ -> new ArrayDeque<>()).add(reply);
        return this;
    }

    public static Reply problem(int status, String code, String title, String detail) {
        return new Reply(
                status,
                "application/problem+json",
                "{\"status\":%d,\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"%s\"}"
                        .formatted(status, code, title, detail));
    }

    public static Reply stream(String events) {
        return new Reply(200, "text/event-stream", events);
    }

    /// A device in the form of the interface.
    public static String device(String id, String name, String state, String phone) {
        return """
            {"id":"%s","name":"%s","status":{"state":"%s","since":"2026-11-21T12:00:00.000Z",\
            "nextStep":"Next after %s."}%s,"createdAt":"2026-11-21T11:00:00.000Z"}""".formatted(id, name, state, state, phone.isEmpty() ? "" : ",\"phone\":\"" + phone + "\"");
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        asked.add(
                new Asked(line, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8), headers));
        var open = !exchange.getRequestURI().getPath().startsWith("/v1/");
        var reply = open || ("Bearer " + KEY).equals(headers.get("Authorization"))
                ? next(line)
                : problem(401, "unauthenticated", "Who is calling?", "No key of ours.");
        var body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private synchronized Reply next(String line) {
        var replies = script.get(line);
        if (replies == null) {
            return problem(404, "not_found", "Not here", "The stub knows no " + line + ".");
        }
        return replies.size() > 1 ? replies.remove() : replies.element();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
