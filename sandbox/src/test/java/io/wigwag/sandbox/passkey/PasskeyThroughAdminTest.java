package io.wigwag.sandbox.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.TestCompanion;
import org.junit.jupiter.api.Test;

class PasskeyThroughAdminTest {
    @Test
    void theAdminDemandsFollowsAndConfirms() throws Exception {
        try (var sandbox = Sandbox.start();
                var http = new Http(sandbox)) {
            var alice = sandbox.phones().create("alice").account();
            http.call("PATCH", "/admin/settings", "{\"passkeyConfirmed\":true}");
            assertThat(http.call("PATCH", "/admin/phones/name:alice/passkey", "{\"demanded\":true}")
                            .path("demanded")
                            .asBoolean())
                    .isTrue();
            try (var client = new PasskeyClient(new TestCompanion(sandbox, "alice"))) {
                var code = client.companion.codes(client.link).getFirst();
                var pairing = "/admin/pairings/"
                        + http.call("GET", "/admin/pairings", "")
                                .path("pairings")
                                .get(0)
                                .path("connection")
                                .asString();
                assertThat(http.call("GET", pairing + "/passkey", "")
                                .path("status")
                                .asInt())
                        .isEqualTo(404);
                var scanned = http.call("POST", "/admin/phones/name:alice/scan", "{\"qr\":\"" + code + "\"}");
                assertThat(scanned.path("status").asInt()).isEqualTo(409);
                assertThat(scanned.path("detail").asString()).contains("passkey");

                var options = client.asked();
                var asked = http.call("GET", pairing + "/passkey", "");
                assertThat(asked.path("step").asString()).isEqualTo("asked");
                assertThat(asked.path("account").asString()).isEqualTo(alice.number());
                assertThat(asked.path("code").isNull()).isTrue();
                assertThat(http.call("POST", pairing + "/passkey/confirm", "")
                                .path("status")
                                .asInt())
                        .isEqualTo(409);

                client.takeRef();
                client.prologue(options);
                client.continued();
                client.showNonce();
                client.request();
                var requested = http.call("GET", pairing + "/passkey", "");
                assertThat(requested.path("step").asString()).isEqualTo("requested");
                assertThat(requested.path("code").asString()).isEqualTo(client.code());
                var linked = http.call("POST", pairing + "/passkey/confirm", "");
                assertThat(linked.path("account").asString()).isEqualTo(alice.number());
                client.finish();
            }
        }
    }

    @Test
    void theAdminAsksOneThatWaits() throws Exception {
        try (var sandbox = Sandbox.start();
                var http = new Http(sandbox);
                var client = new PasskeyClient(new TestCompanion(sandbox, "bob"))) {
            client.companion.codes(client.link);
            var connection = http.call("GET", "/admin/pairings", "")
                    .path("pairings")
                    .get(0)
                    .path("connection")
                    .asString();
            var asked = http.call("POST", "/admin/pairings/" + connection + "/passkey", "{}");
            assertThat(asked.path("step").asString()).isEqualTo("asked");
            client.takeRef();
            client.prologue(client.asked());
            client.continued();
            client.showNonce();
            client.request();
            client.finish();
            assertThat(client.companion.pn().bare().toString())
                    .startsWith(asked.path("account").asString());
        }
    }
}
