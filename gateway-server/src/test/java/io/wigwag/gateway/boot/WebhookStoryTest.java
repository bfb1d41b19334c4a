package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.json.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events that are sent: signed, in order, again until they are taken, and to nowhere they must not go.
class WebhookStoryTest {
    @TempDir
    private Path folder;

    /// What a receiver got.
    private record Got(String id, String timestamp, String signature, String body, int answered) {}

    /// Fails so often before it takes anything.
    private static final class Receiver implements AutoCloseable {
        private final LinkedBlockingQueue<Got> got = new LinkedBlockingQueue<>();
        private final AtomicInteger failures;
        private final HttpServer server;

        Receiver(int failures) throws Exception {
            this.failures = new AtomicInteger(failures);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hook", exchange -> {
                var status = this.failures.getAndDecrement() > 0 ? 500 : 204;
                var headers = exchange.getRequestHeaders();
                got.add(new Got(
                        headers.getFirst("webhook-id"),
                        headers.getFirst("webhook-timestamp"),
                        headers.getFirst("webhook-signature"),
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                        status));
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static Map<String, String> allowing() {
        return Map.of("egress.allowed", "127.0.0.0/8", "egress.ports", "any");
    }

    private static String signature(String secret, Got got) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = got.id() + "." + got.timestamp() + "." + got.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }

    private static String state(Got got) throws Exception {
        return Json.parse(Octets.wrap(got.body().getBytes(StandardCharsets.UTF_8)))
                .at("/data/state")
                .asString("");
    }

    @Test
    void eventsAreSentSignedAndInOrderAndAgainAfterAFailureWithTheSameId() throws Exception {
        try (var receiver = new Receiver(1);
                var stage = new Stage(folder, allowing())) {
            var device = stage.post("/v1/devices", "{\"start\":false}", 201)
                    .at("/id")
                    .stringValue();
            var hook = "/v1/devices/" + device + "/webhook";
            var secret = stage.ask("PUT", hook, "{\"url\":\"" + receiver.url() + "\"}", 200)
                    .at("/secret")
                    .stringValue();
            assertThat(stage.get(hook).has("secret")).isFalse();
            assertThat(stage.get("/v1/devices/" + device).at("/webhook/url").stringValue())
                    .isEqualTo(receiver.url());
            stage.post("/v1/devices/" + device + "/qr", "", 200);
            var all = new ArrayList<Got>();
            var taken = new ArrayList<String>();
            while (!taken.contains("pairing")) {
                var next = receiver.got.take();
                assertThat(next.signature()).isEqualTo(signature(secret, next));
                all.add(next);
                if (next.answered() == 204) {
                    taken.add(state(next));
                }
            }
            assertThat(all.get(0).answered()).isEqualTo(500);
            assertThat(all.get(1).id()).isEqualTo(all.get(0).id());
            assertThat(all.get(1).body()).isEqualTo(all.get(0).body());
            assertThat(taken).containsExactly("connecting", "pairing");
        }
    }

    @Test
    void whatWasNotTakenGoesOutAfterARestartAndNothingTwice() throws Exception {
        try (var receiver = new Receiver(0);
                var stage = new Stage(folder, allowing())) {
            var device = stage.post("/v1/devices", "{\"start\":false}", 201)
                    .at("/id")
                    .stringValue();
            stage.ask("PUT", "/v1/devices/" + device + "/webhook", "{\"url\":\"" + receiver.url() + "\"}", 200);
            receiver.failures.set(1);
            stage.post("/v1/devices/" + device + "/start", "", 200);
            var failed = receiver.got.take();
            assertThat(failed.answered()).isEqualTo(500);
            stage.restart();
            var again = receiver.got.take();
            assertThat(again.id()).isEqualTo(failed.id());
            var ids = new ArrayList<>(List.of(again.id()));
            stage.post("/v1/devices/" + device + "/stop", "", 200);
            var state = state(again);
            while (!state.equals("stopped")) {
                var next = receiver.got.take();
                ids.add(next.id());
                state = state(next);
            }
            assertThat(ids).doesNotHaveDuplicates().isSorted();
        }
    }

    @Test
    void nothingIsSentToThisMachineUnlessThatIsAllowed() throws Exception {
        try (var receiver = new Receiver(0);
                var stage = new Stage(folder, Map.of())) {
            var device = stage.post("/v1/devices", "{\"start\":false}", 201)
                    .at("/id")
                    .stringValue();
            for (var url : List.of(receiver.url(), "http://127.0.0.1/hook", "http://[::1]/", "ftp://example.com/")) {
                assertThat(stage.ask("PUT", "/v1/devices/" + device + "/webhook", "{\"url\":\"" + url + "\"}", 422)
                                .at("/code")
                                .stringValue())
                        .isEqualTo("url_not_allowed");
            }
        }
    }
}
