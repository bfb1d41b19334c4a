package io.wigwag.gateway.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.route.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private final AtomicBoolean storeIsThere = new AtomicBoolean(true);
    private final AtomicBoolean isMember = new AtomicBoolean(true);
    private final AtomicBoolean started = new AtomicBoolean(true);
    private final AtomicBoolean draining = new AtomicBoolean();
    private final Metrics metrics = new Metrics(new BuildFacts("1.2.3"));
    private final Router router;

    ProbesTest() {
        var store = new Check("store", () -> {
            if (!storeIsThere.get()) {
                throw new IllegalStateException("mongodb://secret-host");
            }
            return Optional.empty();
        });
        var member =
                new Check("membership", () -> isMember.get() ? Optional.empty() : Optional.of("lost; to be restarted"));
        var routes = new ArrayList<>(
                new Probes(List.of(member), List.of(store, member), started::get, draining::get).routes());
        routes.add(metrics.route());
        router = new Router(routes, Shapes.standard(), (request, _) -> request);
    }

    private Response get(String path) throws Exception {
        return router.answer(Request.of("GET", path, Headers.NONE, ""));
    }

    private static String text(Response response) {
        return new String(((Content.Bytes) response.content()).value().toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void aProcessThatIsWellSaysSo() throws Exception {
        for (var path : List.of("/livez", "/startupz", "/readyz", "/health", "/health/db", "/ready")) {
            assertThat(get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(text(get("/readyz")))
                .isEqualTo(
                        "{\"well\":true,\"checks\":{\"started\":\"ok\",\"accepting\":\"ok\",\"store\":\"ok\",\"membership\":\"ok\"}}");
    }

    @Test
    void withoutItsStoreItLivesAndIsNotReady() throws Exception {
        storeIsThere.set(false);
        assertThat(get("/readyz").status()).isEqualTo(503);
        assertThat(text(get("/readyz")))
                .contains("\"store\":\"IllegalStateException\"")
                .doesNotContain("secret");
        assertThat(get("/livez").status()).isEqualTo(200);
    }

    /// Nothing but a new process is a member again.
    @Test
    void whoIsNoMemberAnyMoreDoesNotLive() throws Exception {
        isMember.set(false);
        for (var path : List.of("/livez", "/readyz")) {
            assertThat(get(path).status()).as(path).isEqualTo(503);
            assertThat(text(get(path))).contains("\"membership\":\"lost; to be restarted\"");
        }
    }

    @Test
    void beforeItsStartAndBeforeItsEndItIsNotReady() throws Exception {
        draining.set(true);
        assertThat(get("/readyz").status()).isEqualTo(503);
        assertThat(get("/startupz").status()).isEqualTo(200);
        draining.set(false);
        started.set(false);
        assertThat(get("/startupz").status()).isEqualTo(503);
    }

    @Test
    void whatIsMeasuredIsTold() throws Exception {
        metrics.answered("GET /v1/me", 200, Duration.ofMillis(20));
        metrics.gauge("wigwag.http.connections", "Open", () -> 7);
        assertThat(text(get("/metrics")).lines())
                .contains(
                        "wigwag_http_connections 7.0",
                        "wigwag_http_request_seconds_count{code=\"200\",route=\"GET /v1/me\"} 1")
                .anyMatch(line -> line.startsWith("wigwag_http_request_seconds_bucket"))
                .anyMatch(line -> line.startsWith("wigwag_build_info{version=\"1.2.3\"} 1"));
    }
}
