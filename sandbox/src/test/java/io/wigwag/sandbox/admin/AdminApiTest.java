package io.wigwag.sandbox.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Scanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminApiTest extends ThroughAdmin {
    @Test
    void infoSaysWhereEverythingIs() throws Exception {
        var info = http.call("GET", "/admin/info", "");
        assertThat(info.path("ws").asString()).isEqualTo(sandbox.chatUrl());
        assertThat(info.path("plain").path("ws").asString())
                .isEqualTo(sandbox.plainChatUrl().orElseThrow());
        assertThat(info.path("plain").path("admin").asString()).isEqualTo(http.base() + "/admin");
        assertThat(info.path("media").asString()).isEqualTo("127.0.0.1:" + sandbox.port());
        assertThat(info.path("noiseRootKey").asString())
                .isEqualTo(Octets.wrap(sandbox.noiseRoot().raw()).toHex());
        assertThat(Files.readAllBytes(Path.of(info.path("caFile").asString())))
                .isEqualTo(sandbox.tls().pem());
        assertThat(sandbox.whereabouts().line())
                .isEqualTo(new String(http.get("/admin/info").body(), UTF_8));
    }

    @Test
    void theAuthoritysFileGoesWithTheSandbox() throws Exception {
        Path file;
        try (var other = Sandbox.start()) {
            file = other.authorityFile();
            assertThat(file).exists();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void healthCounts() throws Exception {
        http.call("POST", "/admin/phones", "{\"pushName\":\"ann\"}");
        var health = http.call("GET", "/admin/health", "");
        assertThat(health.path("status").asString()).isEqualTo("up");
        assertThat(health.path("accounts").asInt()).isEqualTo(1);
        assertThat(health.path("connections").asInt()).isZero();
        assertThat(health.path("queuedStanzas").asInt()).isZero();
    }

    @Test
    void theNoiseKeysAreShownAndChange() throws Exception {
        var before = http.call("GET", "/admin/noise", "");
        assertThat(before.path("rootPublicKeyHex").asString())
                .isEqualTo(Octets.wrap(sandbox.noiseRoot().raw()).toHex());
        assertThat(before.path("leaf").path("issuerSerial").asInt())
                .isEqualTo(before.path("intermediate").path("serial").asInt());
        var after = http.call("POST", "/admin/noise/rotate", "{\"what\":\"leaf\"}");
        assertThat(after.path("serverPublicKeyHex")).isNotEqualTo(before.path("serverPublicKeyHex"));
        assertThat(after.path("rootPublicKeyHex")).isEqualTo(before.path("rootPublicKeyHex"));
        http.call("POST", "/admin/noise/rotate", "{\"what\":\"root\"}");
        assertThat(http.call("GET", "/admin/noise", "").path("rootPublicKeyHex"))
                .isNotEqualTo(before.path("rootPublicKeyHex"));
        assertThat(status("POST", "/admin/noise/rotate", "{\"what\":\"all\"}")).isEqualTo(400);
    }

    @Test
    void theAuthorityComesInThreeForms() throws Exception {
        var certificates = CertificateFactory.getInstance("X.509");
        var pem = certificates.generateCertificate(
                new ByteArrayInputStream(http.get("/admin/tls/ca.pem").body()));
        var der = certificates.generateCertificate(
                new ByteArrayInputStream(http.get("/admin/tls/ca.der").body()));
        var store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(http.get("/admin/tls/truststore.p12").body()), "sandbox".toCharArray());
        var trusted = store.getCertificate(store.aliases().nextElement());
        assertThat(pem).isEqualTo(der).isEqualTo(trusted);
    }

    @Test
    void settingsChangeWhileItRuns() throws Exception {
        var before = http.call("GET", "/admin/settings", "");
        assertThat(before.path("chatStateLifeMs").asLong()).isEqualTo(30_000);
        assertThat(before.path("scanKind").asString()).isEqualTo("headless");
        assertThat(before.has("autoPairMs")).isTrue();
        var after = http.call(
                "PATCH",
                "/admin/settings",
                "{\"chatStateLifeMs\":5,\"scanKind\":\"phone\",\"strict\":true,\"autoPairMs\":100,\"seedGroups\":[\"x\"]}");
        assertThat(after.path("chatStateLifeMs").asLong()).isEqualTo(5);
        assertThat(after.path("scanKind").asString()).isEqualTo("phone");
        assertThat(after.path("strict").asBoolean()).isTrue();
        assertThat(after.path("autoPairMs").asLong()).isEqualTo(100);
        assertThat(after.path("seedGroups").get(0).asString()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"chatStatelifeMs\":5}",
                "{\"chatStateLifeMs\":-5}",
                "{\"chatStateLifeMs\":\"5\"}",
                "{\"strict\":1}",
                "{\"scanKind\":\"PHONE\"}",
                "[]",
                "{",
                "{\"strict\":true,\"nothing\":1}"
            })
    void aTypingErrorDoesNotPassForASetting(String body) throws Exception {
        var before = http.call("GET", "/admin/settings", "");
        var problem = http.call("PATCH", "/admin/settings", body);
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("code").asString()).isEqualTo("bad_request");
        assertThat(problem.path("detail").asString()).isNotEmpty();
        assertThat(http.call("GET", "/admin/settings", "")).isEqualTo(before);
    }

    @Test
    void errorsAreProblems() throws Exception {
        var answer = http.get("/admin/phones/999");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = Http.json(answer);
        assertThat(problem.path("status").asInt()).isEqualTo(404);
        assertThat(problem.path("code").asString()).isEqualTo("not_found");
        assertThat(problem.has("type")).isTrue();
        assertThat(problem.has("title")).isTrue();
        assertThat(status("PUT", "/admin/health", "")).isEqualTo(405);
        assertThat(status("GET", "/admin/nothing", "")).isEqualTo(404);
    }

    @Test
    void everyRouteIsInTheDescription() throws Exception {
        var paths = http.call("GET", "/admin/openapi.json", "").path("paths");
        assertThat(paths.path("/admin/phones/{account}").has("patch")).isTrue();
        assertThat(paths.path("/admin/phones/{account}")
                        .path("get")
                        .path("parameters")
                        .get(0)
                        .path("name")
                        .asString())
                .isEqualTo("account");
        assertThat(paths.path("/admin/faults").has("post")).isTrue();
        assertThat(paths.size()).isGreaterThan(30);
    }

    @Test
    void metricsCount() throws Exception {
        http.call("POST", "/admin/phones", "{\"pushName\":\"ann\"}");
        var text = new String(http.get("/admin/metrics").body(), UTF_8);
        assertThat(text)
                .contains("wigwag_sandbox_accounts 1\n")
                .contains("wigwag_sandbox_recent_events{type=\"account.added\"} 1\n")
                .contains("wigwag_sandbox_world_failures_total 0\n");
    }

    @Test
    void eventsAreReadInPagesAndByKind() throws Exception {
        for (var name : new String[] {"ann", "bob", "cid"}) {
            http.call("POST", "/admin/phones", "{\"pushName\":\"" + name + "\"}");
        }
        var first = http.call("GET", "/admin/events?types=account.added&limit=2", "");
        assertThat(first.path("events").size()).isEqualTo(2);
        var second = http.call(
                "GET",
                "/admin/events?types=account.&after=" + first.path("next").asLong(),
                "");
        assertThat(second.path("events").size()).isEqualTo(1);
        assertThat(second.path("events").get(0).path("pushName").asString()).isEqualTo("cid");
        var ofBob = http.call("GET", "/admin/events?account=name:bob&types=account.added", "");
        assertThat(ofBob.path("events").size()).isEqualTo(1);
        assertThat(status("GET", "/admin/events?after=x", "")).isEqualTo(400);
    }

    @Test
    void aLongPollEndsWithTheEvent() throws Exception {
        var waiting = HttpClient.newHttpClient()
                .sendAsync(
                        http.request("/admin/events?types=account.added&waitMs=60000")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        http.call("POST", "/admin/phones", "{\"pushName\":\"ann\"}");
        assertThat(Http.json(waiting.get())
                        .path("events")
                        .get(0)
                        .path("pushName")
                        .asString())
                .isEqualTo("ann");
    }

    @Test
    void eventsComeAsAStream() throws Exception {
        http.call("POST", "/admin/phones", "{\"pushName\":\"ann\"}");
        var answer = HttpClient.newHttpClient()
                .send(
                        http.request("/admin/events?types=account.added")
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream in = answer.body();
                var lines = new Scanner(in, UTF_8)) {
            assertThat(lines.nextLine()).startsWith("id: ");
            assertThat(lines.nextLine()).isEqualTo("event: account.added");
            assertThat(lines.nextLine()).contains("\"pushName\":\"ann\"");
            assertThat(lines.nextLine()).isEmpty();
            http.call("POST", "/admin/phones", "{\"pushName\":\"bob\"}");
            lines.nextLine();
            lines.nextLine();
            assertThat(lines.nextLine()).contains("\"pushName\":\"bob\"");
        }
    }

    @Test
    void blobsAreStoredAndExpire() throws Exception {
        var stored = Http.json(http.post("/admin/media?kind=image", new byte[] {1, 2, 3}));
        var id = stored.path("id").asString();
        assertThat(http.get(stored.path("directPath").asString()).body()).containsExactly(1, 2, 3);
        assertThat(http.get("/admin/media/" + id).body()).containsExactly(1, 2, 3);
        assertThat(http.call("GET", "/admin/media", "").path("blobs").size()).isEqualTo(1);
        assertThat(status("POST", "/admin/media/" + id + "/expire", "")).isEqualTo(204);
        assertThat(http.get(stored.path("directPath").asString()).statusCode()).isEqualTo(404);
        assertThat(status("DELETE", "/admin/media/" + id, "")).isEqualTo(404);
    }
}
