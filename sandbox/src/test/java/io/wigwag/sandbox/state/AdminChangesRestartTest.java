package io.wigwag.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was said by HTTP holds after a restart.
class AdminChangesRestartTest {
    @TempDir
    private Path data = Path.of("");

    private Sandbox start() throws Exception {
        return Sandbox.start(SandboxSettings.builder().plainPort(0).data(data).build());
    }

    @Test
    void settingsThatWereChangedStayWhatTheyAre() throws Exception {
        try (var before = start();
                var http = new Http(before)) {
            http.call("PATCH", "/admin/settings", """
                    {"scanKind":"phone","chatStateLifeMs":7000,"minClientVersion":"2.3000.7","seedGroups":["Trip"],
                     "strict":true,"lowPreKeys":3}""");
            http.call("PATCH", "/admin/settings", "{\"minClientVersion\":null}");
            assertThat(http.call("PATCH", "/admin/settings", "{\"personaDevice\":256}")
                            .path("status")
                            .asInt())
                    .isEqualTo(400);
            assertThat(http.call("PATCH", "/admin/settings", "{\"lowPreKeys\":-1}")
                            .path("status")
                            .asInt())
                    .isEqualTo(400);
        }

        try (var after = start();
                var http = new Http(after)) {
            var settings = http.call("GET", "/admin/settings", "");
            assertThat(settings.path("scanKind").asString()).isEqualTo("phone");
            assertThat(settings.path("chatStateLifeMs").asLong()).isEqualTo(7000);
            assertThat(settings.path("minClientVersion").isNull()).isTrue();
            assertThat(settings.path("seedGroups").path(0).asString()).isEqualTo("Trip");
            assertThat(settings.path("strict").asBoolean()).isTrue();
            assertThat(settings.path("lowPreKeys").asInt()).isEqualTo(3);
            assertThat(settings.path("personaDevice").asInt()).isZero();
            assertThat(after.ledger().kept().getOrDefault("settings", Map.of()))
                    .as("what nobody changed follows the command line")
                    .containsOnlyKeys(
                            "scanKind", "chatStateLifeMs", "minClientVersion", "seedGroups", "strict", "lowPreKeys");
        }
    }

    @Test
    void whatWasSaidOfAnAccountStaysSo() throws Exception {
        String credential;
        try (var before = start();
                var http = new Http(before)) {
            http.call("POST", "/admin/phones", """
                    {"pushName":"Boss","companionLimit":2,"business":{"name":"Boss & Co."},
                     "autoReceipts":"read","autoReply":"so: {text}"}""");
            http.call("PATCH", "/admin/phones/name:Boss/passkey", "{\"demanded\":true}");
            credential = http.call("GET", "/admin/phones/name:Boss/passkey", "")
                    .path("credentialIdBase64")
                    .asString();
        }

        try (var after = start();
                var http = new Http(after)) {
            var account = http.call("GET", "/admin/phones/name:Boss", "");
            assertThat(account.path("companionLimit").asInt()).isEqualTo(2);
            assertThat(account.path("business").path("name").asString()).isEqualTo("Boss & Co.");
            var passkey = http.call("GET", "/admin/phones/name:Boss/passkey", "");
            assertThat(passkey.path("demanded").asBoolean()).isTrue();
            assertThat(passkey.path("credentialIdBase64").asString()).isEqualTo(credential);
        }
    }

    @Test
    void aSnapshotLeavesTheSettingsAlone() throws Exception {
        try (var sandbox = start();
                var http = new Http(sandbox)) {
            http.call("PATCH", "/admin/settings", "{\"lowPreKeys\":3}");
            http.call("POST", "/admin/snapshots", "{\"name\":\"then\"}");
            http.call("PATCH", "/admin/settings", "{\"lowPreKeys\":4}");

            http.send(http.request("/admin/snapshots/then/restore").POST(HttpRequest.BodyPublishers.noBody()));

            assertThat(http.call("GET", "/admin/settings", "")
                            .path("lowPreKeys")
                            .asInt())
                    .isEqualTo(4);
        }
    }
}
