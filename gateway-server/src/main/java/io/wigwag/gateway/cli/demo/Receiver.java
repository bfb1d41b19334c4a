package io.wigwag.gateway.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wigwag.gateway.cli.client.Gateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Somebody's webhook receiver: believes what is signed as Standard Webhooks says, and refuses all else.
final class Receiver implements AutoCloseable {
    private static final String PREFIX = "whsec_";
    private static final int TAKEN = 204;
    private static final int REFUSED = 401;

    private final HttpServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<JsonNode> events = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int refused;
    private String secret = PREFIX;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::received);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /// What the sender has shown when the address was set.
    void shares(String told) {
        lock.lock();
        try {
            secret = told;
        } finally {
            lock.unlock();
        }
    }

    private void received(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            var taken = take(
                    String.valueOf(headers.getFirst("webhook-id")),
                    String.valueOf(headers.getFirst("webhook-timestamp")),
                    String.valueOf(headers.getFirst("webhook-signature")),
                    body);
            exchange.sendResponseHeaders(taken ? TAKEN : REFUSED, -1);
        }
    }

    /// Whether it was believed. One that comes again, because our answer was lost, is taken once.
    boolean take(String id, String timestamp, String signature, String body) {
        lock.lock();
        try {
            var isOurs = isSigned(secret, id + "." + timestamp + "." + body, signature);
            if (!isOurs) {
                refused++;
            } else if (!ids.contains(id)) {
                ids.add(id);
                events.add(Gateway.JSON.readTree(body));
            }
            changed.signalAll();
            return isOurs;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isSigned(String secret, String signed, String signature) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(PREFIX.length())), "HmacSHA256"));
            var right =
                    "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(
                    right.getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException | IllegalArgumentException noSecretYet) {
            return false;
        }
    }

    /// The first event that fits, be it there already or come in time.
    JsonNode await(String type, Predicate<JsonNode> fits, Duration patience) throws StepFailed, InterruptedException {
        return await(0, type, fits, patience);
    }

    /// The same behind so many events.
    JsonNode await(int after, String type, Predicate<JsonNode> fits, Duration patience)
            throws StepFailed, InterruptedException {
        lock.lock();
        try {
            var left = patience.toNanos();
            while (true) {
                for (var event : events.subList(after, events.size())) {
                    if (event.path("type").asString("").equals(type) && fits.test(event.path("data"))) {
                        return event;
                    }
                }
                if (left <= 0) {
                    throw new StepFailed(
                            "no such " + type + " came in " + patience.toSeconds() + " s, only " + types());
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private List<String> types() {
        return events.stream().map(event -> event.path("type").asString("")).toList();
    }

    /// The ids of all that was believed, as they came.
    List<String> taken() {
        lock.lock();
        try {
            return List.copyOf(ids);
        } finally {
            lock.unlock();
        }
    }

    int refused() {
        lock.lock();
        try {
            return refused;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
