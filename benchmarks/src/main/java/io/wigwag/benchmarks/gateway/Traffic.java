package io.wigwag.benchmarks.gateway;

import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.phone.Manners;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// Clients that hand texts in, and the phones that get them. The time of a message is that from its request's first
/// byte to its arrival, read, at the recipient's phone.
final class Traffic implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<VirtualPhone> recipients;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, CompletableFuture<Long>> arrivals = new ConcurrentHashMap<>();

    Traffic(Sandbox sandbox, String whose, int recipients) {
        var phones = new ArrayList<VirtualPhone>();
        for (var i = 0; i < recipients; i++) {
            var phone = sandbox.phones().create(whose + " " + i);
            phone.manners(Manners.SILENT.receipts(Manners.Receipts.DELIVERY));
            phones.add(phone);
        }
        this.recipients = List.copyOf(phones);
        sandbox.events().listen(event -> {
            if (event.type().equals("phone.received")) {
                arrival(event.text("id")).complete(System.nanoTime());
            }
        });
    }

    private CompletableFuture<Long> arrival(String id) {
        return arrivals.computeIfAbsent(id, _ -> new CompletableFuture<>());
    }

    /// Where messages are handed in, by what right, and from which device.
    record Counter(URI messages, String key, String device) {}

    /// How long messages took, in milliseconds.
    record Times(int count, double p50, double p99) {
        private static Times of(List<Long> nanos) {
            var sorted = nanos.stream().sorted().toList();
            return new Times(sorted.size(), at(sorted, 0.5), at(sorted, 0.99));
        }

        private static double at(List<Long> sorted, double share) {
            return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e6;
        }
    }

    /// So many messages, each recipient's by a client of its own, which hands the next one in when the one before has
    /// arrived; how long they took.
    Times send(Counter counter, int clients, int messages) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<List<Long>>>();
            for (var client = 0; client < clients; client++) {
                var to = recipients.get(client).number();
                work.add(() -> {
                    var took = new ArrayList<Long>();
                    for (var i = 0; i < messages / clients; i++) {
                        var began = System.nanoTime();
                        took.add(arrival(handIn(counter, to, i)).get(1, TimeUnit.MINUTES) - began);
                    }
                    return took;
                });
            }
            var all = new ArrayList<Long>();
            for (var done : pool.invokeAll(work)) {
                all.addAll(done.get());
            }
            return Times.of(all);
        }
    }

    private String handIn(Counter counter, String to, int number) throws Exception {
        var text = Map.of("body", "the quick brown fox jumps over the lazy dog, time and again: " + number);
        var wish = Map.of("device", counter.device(), "to", to, "type", "text", "text", text);
        var request = HttpRequest.newBuilder(counter.messages())
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + counter.key())
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(wish)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 202) {
            throw new IllegalStateException("not taken: " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("waMessageId").asString();
    }

    @Override
    public void close() {
        http.close();
    }
}
