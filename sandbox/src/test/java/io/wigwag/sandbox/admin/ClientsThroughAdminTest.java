package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.TestCompanion;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ClientsThroughAdminTest extends ThroughAdmin {
    private static Node ping() {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", "w:p")
                .attribute("type", "get")
                .build();
    }

    private JsonNode onlyConnection() throws Exception {
        var connections = http.call("GET", "/admin/connections", "").path("connections");
        assertThat(connections.size()).isEqualTo(1);
        return connections.get(0);
    }

    @Test
    void aScanWaitsForTheSignature() throws Exception {
        var companion = new TestCompanion(sandbox, "ann");
        try (var link = companion.connectUnpaired()) {
            var code = companion.codes(link).getFirst();
            var waiting = HttpClient.newHttpClient()
                    .sendAsync(
                            http.request("/admin/mock-phone/scan-qr?wait=signed")
                                    .POST(HttpRequest.BodyPublishers.ofString(code))
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            companion.sign(link, link.await(node -> node.child("pair-success").isPresent()));
            var linked = Http.json(waiting.get());
            assertThat(linked.path("account").asString())
                    .isEqualTo(companion.pn().user());
            assertThat(linked.path("jid").asString()).isEqualTo(companion.pn().toString());
            assertThat(linked.path("lid").asString()).isEqualTo(companion.lid().toString());
            assertThat(linked.path("device").asInt()).isZero();
        }
    }

    @Test
    void aScanThatIsNotFollowedIsATimeout() throws Exception {
        var companion = new TestCompanion(sandbox, "ann");
        try (var link = companion.connectUnpaired()) {
            var code = companion.codes(link).getFirst();
            assertThat(status("POST", "/admin/mock-phone/scan-qr?wait=online&timeoutMs=1", code))
                    .isEqualTo(504);
            assertThat(status("POST", "/admin/mock-phone/scan-qr", code)).isEqualTo(409);
            assertThat(status("POST", "/admin/mock-phone/scan-qr", "nonsense")).isEqualTo(400);
        }
    }

    @Test
    void anAccountOfTheTestsScans() throws Exception {
        var account = http.call("POST", "/admin/phones", "{\"pushName\":\"Boss\",\"kind\":\"phone\"}");
        var companion = new TestCompanion(sandbox, "ann");
        try (var link = companion.connectUnpaired()) {
            var body = "{\"qr\":\"" + companion.codes(link).getFirst() + "\"}";
            var linked = http.call("POST", "/admin/phones/name:Boss/scan", body);
            assertThat(linked.path("account")).isEqualTo(account.path("number"));
            assertThat(linked.path("device").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aWaitingClientIsShownAcceptedOrRefused() throws Exception {
        var companion = new TestCompanion(sandbox, "ann");
        try (var link = companion.connectUnpaired()) {
            companion.codes(link);
            var pairing =
                    http.call("GET", "/admin/pairings", "").path("pairings").get(0);
            assertThat(pairing.path("pushName").asString()).isEqualTo("ann");
            assertThat(pairing.path("refs").size()).isEqualTo(6);
            assertThat(pairing.path("state").asString()).isEqualTo("waiting");
            var base = "/admin/pairings/" + pairing.path("connection").asLong();
            var secret =
                    Base64.getEncoder().encodeToString(companion.advSecret().toArray());
            http.call("POST", base + "/accept", "{\"advSecretBase64\":\"" + secret + "\"}");
            companion.sign(link, link.await(node -> node.child("pair-success").isPresent()));
            link.await("stream:error");
        }
        var other = new TestCompanion(sandbox, "bob");
        try (var link = other.connectUnpaired()) {
            other.codes(link);
            var id = http.call("GET", "/admin/pairings", "")
                    .path("pairings")
                    .get(0)
                    .path("connection")
                    .asLong();
            assertThat(status("POST", "/admin/pairings/" + id + "/refuse", "")).isEqualTo(204);
            link.awaitClose();
            assertThat(status("POST", "/admin/pairings/" + id + "/refuse", "")).isEqualTo(404);
        }
    }

    @Test
    void aCodeThatNobodyWaitsForIsRefused() throws Exception {
        http.call("POST", "/admin/phones", "{\"pushName\":\"Boss\"}");
        assertThat(http.call("GET", "/admin/phones/name:Boss/code-requests", "")
                        .path("requests")
                        .size())
                .isZero();
        assertThat(status("POST", "/admin/phones/name:Boss/enter-code", "{\"code\":\"ABCD1234\"}"))
                .isBetween(400, 409);
        assertThat(status("POST", "/admin/phones/name:Boss/enter-code", "{}")).isEqualTo(400);
    }

    @Test
    void aClientIsLinkedByItselfWhereThatIsSet() throws Exception {
        http.call("PATCH", "/admin/settings", "{\"autoPairMs\":1}");
        var companion = new TestCompanion(sandbox, "ann");
        try (var link = companion.connectUnpaired()) {
            // It can't know the secret, but it is told that it is linked.
            link.await(node -> node.child("pair-success").isPresent());
        }
    }

    @Test
    void aConnectionIsShownWithItsTrace() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            link.query(ping());
            var shown = onlyConnection();
            assertThat(shown.path("account").asString()).isEqualTo(ann.pn().user());
            assertThat(shown.path("device").asInt()).isZero();
            assertThat(shown.path("state").asString()).isEqualTo("live");
            assertThat(shown.path("pattern").asString()).isEqualTo("XX");
            assertThat(shown.path("stanzasIn").asLong()).isPositive();
            var trace = "/admin/trace?connection=" + shown.path("id").asLong();
            var all = http.call("GET", trace + "&direction=in&tag=iq", "").path("stanzas");
            var last = all.get(all.size() - 1);
            assertThat(last.path("stanza").path("attrs").path("xmlns").asString())
                    .isEqualTo("w:p");
            assertThat(last.path("stanza").path("attrs").path("to").asString()).isEqualTo("@s.whatsapp.net");
            assertThat(last.path("size").asInt()).isPositive();
            var success = http.call("GET", trace + "&tag=success", "").path("stanzas");
            assertThat(success.size()).isEqualTo(1);
            assertThat(success.get(0).path("direction").asString()).isEqualTo("out");
            assertThat(status("GET", "/admin/trace?direction=up", "")).isEqualTo(400);
        }
    }

    @Test
    void aConnectionIsClosedAndReset() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        for (var how : new String[] {"close", "reset"}) {
            try (var link = ann.online()) {
                var id = onlyConnection().path("id").asLong();
                assertThat(status("DELETE", "/admin/connections/" + id + "?how=" + how, ""))
                        .isEqualTo(204);
                link.awaitClose();
                assertThat(status("DELETE", "/admin/connections/" + id, "")).isEqualTo(404);
            }
        }
    }

    @Test
    void aSilentConnectionStaysOpen() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            var id = onlyConnection().path("id").asLong();
            assertThat(status("DELETE", "/admin/connections/" + id + "?how=blackhole", ""))
                    .isEqualTo(204);
            link.send(ping().toBuilder().set("id", "lost").build());
            http.call("POST", "/admin/await", "{\"until\":{\"event\":{\"type\":\"fault.fired\"}}}");
            assertThat(onlyConnection().path("id").asLong()).isEqualTo(id);
            assertThat(link.inbox()).noneMatch(node -> node.attributes().is("id", "lost"));
            assertThat(status("DELETE", "/admin/connections/" + id + "?how=gently", ""))
                    .isEqualTo(400);
        }
    }

    @Test
    void aStreamErrorEndsAConnection() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            var id = onlyConnection().path("id").asLong();
            assertThat(status("POST", "/admin/connections/" + id + "/stream-error", "{\"code\":\"503\"}"))
                    .isEqualTo(204);
            assertThat(link.await("stream:error").attributes().is("code", "503"))
                    .isTrue();
            link.awaitClose();
        }
    }

    @Test
    void anyNodeIsSentNowOrThroughTheQueue() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            var id = onlyConnection().path("id").asLong();
            var node = "{\"tag\":\"ib\",\"attrs\":{\"from\":\"@s.whatsapp.net\",\"x\":{\"text\":\"a@lid\"}},"
                    + "\"content\":[{\"tag\":\"hello\",\"content\":{\"base64\":\"AQI=\"}}]}";
            assertThat(status("POST", "/admin/connections/" + id + "/stanza", node))
                    .isEqualTo(202);
            var came = link.await(stanza -> stanza.child("hello").isPresent());
            assertThat(came.attributes().jid("from")).contains(Jid.SERVER);
            assertThat(came.requireChild("hello").bytes().orElseThrow().toHex()).isEqualTo("0102");
        }
        var queued = "{\"tag\":\"message\",\"attrs\":{\"id\":\"m1\",\"from\":\"9990000000001@s.whatsapp.net\"}}";
        assertThat(status("POST", "/admin/phones/name:ann/companions/0/stanza", queued))
                .isEqualTo(202);
        assertThat(status("POST", "/admin/phones/name:ann/companions/0/stanza", "{\"tag\":\"iq\"}"))
                .isEqualTo(400);
        var entries = http.call("GET", "/admin/queues/name:ann/0", "").path("entries");
        assertThat(entries.get(entries.size() - 1).path("id").asString()).isEqualTo("m1");
        assertThat(entries.get(0).path("leftMs").asLong()).isPositive();
        try (var link = ann.online()) {
            assertThat(link.await(stanza -> stanza.attributes().is("id", "m1")).is("message"))
                    .isTrue();
        }
        assertThat(status("DELETE", "/admin/queues/name:ann/0", "")).isEqualTo(204);
        assertThat(http.call("GET", "/admin/queues/name:ann/0", "")
                        .path("entries")
                        .size())
                .isZero();
    }

    @Test
    void aDeviceIsDisconnectedAndKeptOut() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            assertThat(status(
                            "POST",
                            "/admin/phones/name:ann/companions/0/disconnect",
                            "{\"how\":\"close\",\"refuseLoginsForMs\":3600000,"
                                    + "\"failure\":{\"reason\":402,\"code\":101,\"expire\":60}}"))
                    .isEqualTo(204);
            link.awaitClose();
        }
        try (var link = ann.connect()) {
            var failure = link.await("failure");
            assertThat(failure.attributes().is("reason", "402")).isTrue();
            assertThat(failure.attributes().is("code", "101")).isTrue();
            assertThat(failure.attributes().is("expire", "60")).isTrue();
        }
        http.call("DELETE", "/admin/faults", "");
        try (var link = ann.online()) {
            link.query(ping());
        }
    }

    @Test
    void aTestWaitsForTheWorld() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        var late = http.send(http.request("/admin/await")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"until\":{\"online\":{\"account\":\"name:ann\"}},\"timeoutMs\":1}")));
        assertThat(late.statusCode()).isEqualTo(504);
        assertThat(Http.json(late)
                        .path("state")
                        .path("devices")
                        .get(0)
                        .path("state")
                        .asString())
                .isEqualTo("offline");
        var waiting = HttpClient.newHttpClient()
                .sendAsync(
                        http.request("/admin/await")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"until\":{\"online\":{\"account\":\"name:ann\",\"device\":0}}}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        try (var link = ann.online()) {
            assertThat(waiting.get().statusCode()).isEqualTo(200);
            assertThat(status("POST", "/admin/await", "{\"until\":{\"idle\":{\"quietMs\":1}}}"))
                    .isEqualTo(200);
            link.query(ping());
        }
        assertThat(status("POST", "/admin/await", "{\"until\":{\"event\":{\"type\":\"device.offline\"}}}"))
                .isEqualTo(200);
        assertThat(status("POST", "/admin/await", "{\"until\":{\"queueEmpty\":{\"account\":\"name:bob\"}}}"))
                .isEqualTo(200);
        assertThat(status("POST", "/admin/await", "{\"until\":{\"sunset\":{}}}"))
                .isEqualTo(400);
    }

    @Test
    void unknownQueriesAreCounted() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            link.query(ping().toBuilder().set("xmlns", "strange").build());
            var unknown = http.call("GET", "/admin/unknown", "").path("unknown");
            assertThat(unknown.size()).isEqualTo(1);
            assertThat(unknown.get(0).path("stanza").asString()).contains("strange");
            assertThat(unknown.get(0).path("count").asLong()).isEqualTo(1);
        }
    }

    @Test
    void aCompanionIsUnlinkedFromThePhone() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            var companions =
                    http.call("GET", "/admin/phones/name:ann/companions", "").path("companions");
            assertThat(companions.get(0).path("online").asBoolean()).isTrue();
            assertThat(companions.get(0).path("keyIndex").asInt()).isEqualTo(1);
            assertThat(status("DELETE", "/admin/phones/name:ann/companions/0", ""))
                    .isEqualTo(204);
            assertThat(link.await("stream:error").attributes().is("code", "401"))
                    .isTrue();
        }
        assertThat(status("DELETE", "/admin/phones/name:ann/companions/0", "")).isEqualTo(404);
    }
}
