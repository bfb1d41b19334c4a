package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// People with phones of a sandbox in another process, and their groups.
final class People implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI admin;

    People(RemoteSandbox sandbox) {
        admin = URI.create("http://127.0.0.1:" + sandbox.port() + "/admin/");
    }

    /// Somebody with a phone.
    record Person(Jid jid, String number) {}

    Person create(String name) throws IOException, InterruptedException {
        var made = post("phones", JSON.createObjectNode().put("pushName", name).toString());
        return new Person(jid(made.required("jid")), made.required("number").asString());
    }

    void scan(Person person, String code) throws IOException, InterruptedException {
        post(
                "phones/" + person.number() + "/scan",
                JSON.createObjectNode().put("qr", code).toString());
    }

    Jid group(Person creator, List<Jid> members) throws IOException, InterruptedException {
        var order = JSON.createObjectNode().put("subject", "measured").put("creator", creator.number());
        var list = order.putArray("members");
        members.forEach(member -> list.add(member.user()));
        return jid(post("groups", order.toString()).required("jid"));
    }

    URI admin() {
        return admin;
    }

    private static Jid jid(JsonNode text) throws IOException {
        try {
            return Jid.parse(text.asString());
        } catch (MalformedJid malformed) {
            throw new IOException(malformed);
        }
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(admin.resolve(path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    @Override
    public void close() {
        http.close();
    }
}
