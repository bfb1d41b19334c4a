package io.wigwag.gateway.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.config.Sources;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.identity.IdentityStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All parts that are there, over a real socket, with a client of the JDK.
class GatewayTest {
    @TempDir
    private Path folder;

    private Gateway start() throws Exception {
        var flags = Map.of("http.port", "0", "data", folder.toString());
        var config = GatewayConfig.read(new Sources(flags, Map.of(), Map.of()));
        var world = new Gateway.World(Map.of(), new SecureRandom(), InstantSource.system());
        return Gateway.start(config, world, IdentityStore.Keeper.NOBODY);
    }

    private static HttpResponse<String> get(Gateway gateway, String path, String... headers) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var address = URI.create("http://127.0.0.1:" + gateway.address().getPort() + path);
            var request = HttpRequest.newBuilder(address);
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void theFirstStartsKeyOpensTheDoorAlsoAfterARestart() throws Exception {
        String key;
        try (var gateway = start()) {
            key = gateway.firstKey().orElseThrow().text();
            assertThat(get(gateway, "/v1/me", "Authorization", "Bearer " + key).body())
                    .contains("\"tenantId\":\"tnt_first\"");
        }
        try (var gateway = start()) {
            assertThat(gateway.firstKey()).isEmpty();
            assertThat(get(gateway, "/v1/me", "X-Api-Key", key).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withoutAKeyThereIsAProblemWithItsTrace() throws Exception {
        try (var gateway = start()) {
            var response = get(gateway, "/v1/me");
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).isPresent();
            assertThat(response.headers().firstValue("x-request-id")).isPresent();
            var problem = Json.parse(Octets.wrap(response.body().getBytes(StandardCharsets.UTF_8)));
            assertThat(problem.at("/code").stringValue()).isEqualTo("unauthenticated");
            assertThat(problem.at("/traceId").stringValue()).hasSize(32);
            assertThat(get(gateway, problem.at("/type").stringValue()).body()).contains("unauthenticated");
        }
    }

    @Test
    void probesMetricsAndDocumentsAreOpen() throws Exception {
        try (var gateway = start()) {
            assertThat(get(gateway, "/readyz").statusCode()).isEqualTo(200);
            assertThat(get(gateway, "/docs").headers().firstValue("content-security-policy"))
                    .isPresent();
            var described = get(gateway, "/openapi.json", "Accept-Encoding", "gzip");
            assertThat(described.headers().firstValue("content-encoding")).contains("gzip");
            var tag = described.headers().firstValue("etag").orElseThrow();
            assertThat(get(gateway, "/openapi.json", "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
            assertThat(get(gateway, "/metrics").body()).contains("route=\"GET /readyz\"");
        }
    }
}
