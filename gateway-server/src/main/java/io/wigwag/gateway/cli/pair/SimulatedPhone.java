package io.wigwag.gateway.cli.pair;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.JsonNodeFactory;

/// A phone of the simulated WhatsApp that runs beside the gateway.
final class SimulatedPhone implements AutoCloseable {
    private static final int REFUSALS = 400;

    private final URI admin;
    private final String name;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param admin by which the simulated WhatsApp is steered
    /// @param name the phone's; one that is not there yet is made
    SimulatedPhone(URI admin, String name) {
        this.admin = admin;
        this.name = name;
    }

    void scan(String code) throws IOException, InterruptedException {
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        post("/phones", "pushName", name);
        post("/phones/name:" + encoded + "/scan", "qr", code);
    }

    private void post(String path, String member, String value) throws IOException, InterruptedException {
        var body = JsonNodeFactory.instance.objectNode().put(member, value).toString();
        var request = HttpRequest.newBuilder(URI.create(admin + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= REFUSALS) {
                throw new IOException("The simulated phone could not scan: " + answer.body());
            }
        } catch (ConnectException nobody) {
            throw new IOException("The simulated WhatsApp at " + admin + " does not run any more.", nobody);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
