package io.wigwag.benchmarks.gateway;

import io.wigwag.benchmarks.Peer;
import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `POST /v1/messages` to the recipient's phone, end to end: a whole gateway of ours, and a minimal one of Express and
/// Baileys, one after the other on the same simulated WhatsApp. Ours keeps every message in SQLite before it answers,
/// synced to the disk, and tells its events; the other keeps no message and writes its state to JSON files unsynced.
/// As the simulation shares the machine's cores, what counts is the time that the gateway's process itself spent.
public final class GatewayLoad implements SystemSuite {
    private static final int OURS = Integer.getInteger("wigwag.bench.gateway", 4_000);
    private static final int THEIRS = Integer.getInteger("wigwag.bench.gateway.peer", 800);
    private static final int ALONE = Integer.getInteger("wigwag.bench.gateway.alone", 400);
    private static final int CLIENTS = 8;
    private static final int STARTS = 5;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "gateway";
    }

    /// What was measured of one of them.
    private record Run(double perSecond, double perCore, Traffic.Times busy, Traffic.Times alone) {}

    /// How long it took to start, in milliseconds: until requests are taken, and until the device is logged in.
    private record Start(double ready, double online) {
        static Start middle(List<Start> starts) {
            return new Start(
                    starts.stream()
                            .mapToDouble(Start::ready)
                            .sorted()
                            .skip(STARTS / 2)
                            .findFirst()
                            .orElseThrow(),
                    starts.stream()
                            .mapToDouble(Start::online)
                            .sorted()
                            .skip(STARTS / 2)
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        var folder = Files.createTempDirectory("wigwag-bench-gateway");
        var figures = new ArrayList<Figure>();
        var settings = SandboxSettings.builder().plainPort(0).build();
        settings.stanzasASecond = Integer.MAX_VALUE;
        try (var sandbox = Sandbox.start(settings)) {
            var ours = ours(sandbox, Files.createDirectory(folder.resolve("ours")));
            add(figures, "ours", ours.run(), ours.start());
            progress.println("ours measured");
            if (Peer.available()) {
                var theirs = theirs(sandbox, Files.createDirectory(folder.resolve("theirs")));
                add(figures, "Express and Baileys", theirs.run(), theirs.start());
                var ratio = ours.run().perCore() / theirs.run().perCore();
                figures.add(Figure.of("ours on one core, as many as the other", ratio, "times"));
            } else {
                progress.println("Not measured beside Baileys: there is no Node here.");
            }
        }
        return figures;
    }

    private static void add(List<Figure> figures, String who, Run run, Start start) {
        figures.add(Figure.of(who + ": to the phone, on one core", run.perCore(), "per second"));
        figures.add(Figure.of(who + ": to the phone, by the clock", run.perSecond(), "per second"));
        figures.add(Figure.of(who + ": one client, p50", run.alone().p50(), "milliseconds"));
        figures.add(Figure.of(who + ": one client, p99", run.alone().p99(), "milliseconds"));
        figures.add(Figure.of(who + ": " + CLIENTS + " clients, p50", run.busy().p50(), "milliseconds"));
        figures.add(Figure.of(who + ": " + CLIENTS + " clients, p99", run.busy().p99(), "milliseconds"));
        figures.add(Figure.of(who + ": from start to ready", start.ready(), "milliseconds"));
        figures.add(Figure.of(who + ": from start to logged in", start.online(), "milliseconds"));
    }

    private static Run run(Server server, Traffic traffic, Traffic.Counter counter, int messages) throws Exception {
        var _ = traffic.send(counter, CLIENTS, messages / 2);
        var spent = server.spent();
        var began = System.nanoTime();
        var busy = traffic.send(counter, CLIENTS, messages);
        var seconds = (System.nanoTime() - began) / 1e9;
        var core = server.spent().minus(spent).toNanos() / 1e9;
        var alone = traffic.send(counter, 1, ALONE);
        return new Run(busy.count() / seconds, busy.count() / core, busy, alone);
    }

    private record Measured(Run run, Start start) {}

    // --- Ours

    private static List<String> command(Sandbox sandbox, Path folder) {
        return Server.ours(
                List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"),
                List.of(
                        "--json",
                        "--port=0",
                        "--data=" + folder.resolve("data"),
                        "--set",
                        "whatsapp.url=" + sandbox.plainChatUrl().orElseThrow(),
                        "--set",
                        "whatsapp.root=" + sandbox.whereabouts().noiseRootKey()));
    }

    private static Measured ours(Sandbox sandbox, Path folder) throws Exception {
        var command = command(sandbox, folder);
        Traffic.Counter counter;
        try (var server = Server.start(command, folder)) {
            var url = url(server);
            var key = Files.readString(folder.resolve("data/first-key")).strip();
            counter = new Traffic.Counter(url.resolve("/v1/messages"), key, "");
            counter = link(url, counter, sandbox.phones().create("our account"));
        }
        var starts = new ArrayList<Start>();
        while (starts.size() < STARTS) {
            try (var server = Server.start(command, folder)) {
                var url = url(server);
                var ready = server.age().toNanos() / 1e6;
                awaitOnline(url, counter.key(), starts.size() + 2);
                starts.add(new Start(ready, server.age().toNanos() / 1e6));
            }
        }
        try (var server = Server.start(command, folder);
                var traffic = new Traffic(sandbox, "ours", CLIENTS)) {
            var url = url(server);
            var here = new Traffic.Counter(url.resolve("/v1/messages"), counter.key(), counter.device());
            awaitOnline(url, counter.key(), STARTS + 2);
            return new Measured(run(server, traffic, here, OURS), Start.middle(starts));
        }
    }

    /// Where it takes requests, which it says when it does.
    private static URI url(Server server) throws Exception {
        var up = "{\"event\":\"up\",";
        return URI.create(JSON.readTree("{" + server.line(up)).path("url").asString());
    }

    /// Has a phone link a new device, and waits for it to be online.
    private static Traffic.Counter link(URI gateway, Traffic.Counter counter, VirtualPhone phone) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var made = ask(http, gateway.resolve("/v1/devices"), counter.key(), Optional.of("{}"));
            var device = made.path("id").asString();
            var code = gateway.resolve("/v1/devices/" + device + "/qr?format=json&wait=10");
            phone.scan(ask(http, code, counter.key(), Optional.empty())
                    .path("text")
                    .asString());
            awaitOnline(gateway, counter.key(), 1);
            return new Traffic.Counter(counter.messages(), counter.key(), device);
        }
    }

    /// Waits until the events tell so often that it came online.
    private static void awaitOnline(URI gateway, String key, int times) throws Exception {
        var stream = request(gateway.resolve("/v1/events/stream?cursor=evt_" + "0".repeat(26)), key);
        try (var http = HttpClient.newHttpClient();
                var lines = http.send(stream.build(), BodyHandlers.ofLines()).body()) {
            var _ = lines.filter(line -> line.contains("\"state\":\"online\""))
                    .skip(times - 1)
                    .findFirst();
        }
    }

    private static HttpRequest.Builder request(URI where, String key) {
        return HttpRequest.newBuilder(where)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private static JsonNode ask(HttpClient http, URI where, String key, Optional<String> body) throws Exception {
        var request = request(where, key);
        body.ifPresent(words -> request.POST(HttpRequest.BodyPublishers.ofString(words)));
        return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    // --- The other one

    private static Measured theirs(Sandbox sandbox, Path folder) throws Exception {
        var peer = new Peer(Path.of(System.getProperty("wigwag.root", ".")));
        var command = peer.command(
                "gateway.mjs",
                List.of(
                        sandbox.plainChatUrl().orElseThrow(),
                        sandbox.noiseRoot().octets().toHex(),
                        folder.resolve("state").toString()));
        try (var server = Server.start(command, folder)) {
            sandbox.phones().create("their account").scan(server.line("qr "));
            server.line("port ");
        }
        var starts = new ArrayList<Start>();
        while (starts.size() < STARTS) {
            try (var server = Server.start(command, folder)) {
                server.line("port ");
                var ready = server.age().toNanos() / 1e6;
                starts.add(new Start(ready, ready));
            }
        }
        try (var server = Server.start(command, folder);
                var traffic = new Traffic(sandbox, "theirs", CLIENTS)) {
            var port = server.line("port ");
            var messages = URI.create("http://127.0.0.1:" + port + "/v1/messages");
            var run = run(server, traffic, new Traffic.Counter(messages, "none", "none"), THEIRS);
            return new Measured(run, Start.middle(starts));
        }
    }
}
