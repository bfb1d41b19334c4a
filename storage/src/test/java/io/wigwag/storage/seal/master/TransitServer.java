package io.wigwag.storage.seal.master;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// A small real server with the transit interface: one key with versions, one token, and answers that a test may
/// put before its own.
final class TransitServer implements AutoCloseable {
    static final String TOKEN = "s.token";

    /// An answer given instead of the right one.
    record Canned(int status, String body) {}

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final SecureRandom random = new SecureRandom();
    private final List<byte[]> versions = new ArrayList<>();
    final Queue<Canned> canned = new ConcurrentLinkedQueue<>();
    final Queue<String> requests = new ConcurrentLinkedQueue<>();

    TransitServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        rotate();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void rotate() {
        var key = new byte[32];
        random.nextBytes(key);
        synchronized (versions) {
            versions.add(key);
        }
    }

    List<String> seen() {
        return Collections.unmodifiableList(new ArrayList<>(new ArrayDeque<>(requests)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path + " ns="
                + exchange.getRequestHeaders().getFirst("X-Vault-Namespace"));
        var given = canned.poll();
        var answer = given != null
                ? given
                : TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))
                        ? transit(path, body)
                        : new Canned(403, "{\"errors\":[\"permission denied\"]}");
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Canned transit(String path, String body) {
        var request = JSON.readTree(body);
        return switch (path) {
            case "/v1/transit/encrypt/wigwag" -> {
                int version;
                byte[] key;
                synchronized (versions) {
                    version = versions.size();
                    key = versions.getLast();
                }
                var nonce = new byte[AesGcm.NONCE];
                random.nextBytes(nonce);
                var sealed = AesGcm.seal(
                        key,
                        nonce,
                        new byte[0],
                        decoded(request.path("plaintext").stringValue()));
                var all = Arrays.copyOf(nonce, nonce.length + sealed.length);
                System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
                yield data(
                        "ciphertext",
                        "vault:v" + version + ":" + Base64.getEncoder().encodeToString(all));
            }
            case "/v1/transit/decrypt/wigwag" -> {
                var parts = request.path("ciphertext").stringValue().split(":", 3);
                var all = decoded(parts[2]);
                byte[] key;
                synchronized (versions) {
                    key = versions.get(Integer.parseInt(parts[1].substring(1)) - 1);
                }
                try {
                    var plain = AesGcm.open(
                            key,
                            Arrays.copyOf(all, AesGcm.NONCE),
                            new byte[0],
                            Arrays.copyOfRange(all, AesGcm.NONCE, all.length));
                    yield data("plaintext", Base64.getEncoder().encodeToString(plain));
                } catch (DecryptionFailed e) {
                    yield new Canned(400, "{\"errors\":[\"cipher: message authentication failed\"]}");
                }
            }
            default -> new Canned(404, "{\"errors\":[]}");
        };
    }

    private static Canned data(String field, String value) {
        return new Canned(200, "{\"request_id\":\"1\",\"data\":{\"" + field + "\":\"" + value + "\"}}");
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
