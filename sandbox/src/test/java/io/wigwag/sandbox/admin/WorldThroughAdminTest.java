package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// The world as a whole: its clock, what is shown of it, snapshots, a new beginning.
class WorldThroughAdminTest extends ThroughAdmin {
    @Test
    void theClockIsSetAndMoved() throws Exception {
        assertThat(call("GET", "/admin/clock", "").path("mode").asString()).isEqualTo("system");
        assertThat(status("POST", "/admin/clock/advance", "{'ms':1}")).isEqualTo(409);
        var manual = call("PUT", "/admin/clock", "{'mode':'manual','now':'2030-01-01T00:00:00Z'}");
        assertThat(manual.path("now").asString()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(call("POST", "/admin/clock/advance", "{'ms':60000}")
                        .path("now")
                        .asString())
                .isEqualTo("2030-01-01T00:01:00Z");
        assertThat(call("PUT", "/admin/clock", "{'mode':'rate','rate':60}")
                        .path("rate")
                        .asDouble())
                .isEqualTo(60);
        assertThat(call("PUT", "/admin/clock", "{'mode':'offset','offsetMs':5000}")
                        .path("offsetMs")
                        .asLong())
                .isEqualTo(5000);
        for (var wrong : new String[] {"{'mode':'sundial'}", "{'mode':'rate','rate':0}", "{'mode':'offset'}"}) {
            assertThat(status("PUT", "/admin/clock", wrong)).isEqualTo(400);
        }
        assertThat(call("PUT", "/admin/clock", "{'mode':'system'}").path("mode").asString())
                .isEqualTo("system");
    }

    private String dump(boolean secrets) throws Exception {
        return new String(http.get("/admin/state?secrets=" + secrets).body(), StandardCharsets.UTF_8);
    }

    @Test
    void equalInputsGiveEqualWorlds() throws Exception {
        var dumps = new ArrayList<String>();
        for (var i = 0; i < 2; i++) {
            try (var other = Sandbox.start(
                            SandboxSettings.builder().plainPort(0).seed(9).build());
                    var client = new Http(other)) {
                client.call("PUT", "/admin/clock", "{\"mode\":\"manual\",\"now\":\"2030-01-01T00:00:00Z\"}");
                client.call("POST", "/admin/phones", "{\"pushName\":\"ann\"}");
                client.call("POST", "/admin/phones", "{\"pushName\":\"bob\"}");
                client.call("POST", "/admin/phones/name:ann/messages", "{\"to\":\"name:bob\",\"text\":\"x\"}");
                dumps.add(new String(client.get("/admin/state?secrets=true").body(), StandardCharsets.UTF_8));
            }
        }
        assertThat(dumps.getFirst()).isEqualTo(dumps.getLast());
    }

    @Test
    void secretsAreShownOnWishAlone() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        assertThat(dump(false)).contains("identityKey").doesNotContain("secret");
        assertThat(dump(true)).contains("secret");
        assertThat(call("GET", "/admin/state?include=groups", "").size()).isEqualTo(1);
        assertThat(status("GET", "/admin/state?include=weather", "")).isEqualTo(400);
    }

    /// Uploads stay where they lie, whatever world it is.
    private static String withoutMedia(Http client) throws Exception {
        var parts = "accounts,devices,queues,groups,appstate,personas,bots,settings";
        return new String(
                client.get("/admin/state?secrets=true&include=" + parts).body(), StandardCharsets.UTF_8);
    }

    @Test
    void aSnapshotBringsTheWorldBackHereAndElsewhere() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        call("POST", "/admin/groups", "{'subject':'g','creator':'name:bob','members':['name:ann']}");
        assertThat(status("POST", "/admin/snapshots", "{'name':'one'}")).isEqualTo(201);
        var before = withoutMedia(http);
        call("POST", "/admin/phones", "{'pushName':'carol'}");
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','text':'x'}");
        assertThat(withoutMedia(http)).isNotEqualTo(before);

        try (var link = ann.online()) {
            assertThat(status("POST", "/admin/snapshots/one/restore", "")).isEqualTo(204);
            assertThat(link.await("stream:error").attributes().is("code", "503"))
                    .isTrue();
        }
        assertThat(withoutMedia(http)).isEqualTo(before);
        ann.online().close();
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','text':'x'}");

        var file = new String(http.get("/admin/snapshots/one").body(), StandardCharsets.UTF_8);
        try (var other = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
                var there = new Http(other)) {
            there.send(
                    there.request("/admin/snapshots/two").PUT(java.net.http.HttpRequest.BodyPublishers.ofString(file)));
            there.post("/admin/snapshots/two/restore", new byte[0]);
            assertThat(withoutMedia(there)).isEqualTo(before);
        }
        assertThat(call("GET", "/admin/snapshots", "").path("snapshots").toString())
                .isEqualTo("[\"one\"]");
        assertThat(status("PUT", "/admin/snapshots/broken", "{'accounts':{'1':{}}}"))
                .isEqualTo(204);
        assertThat(status("POST", "/admin/snapshots/broken/restore", "")).isEqualTo(400);
        assertThat(status("DELETE", "/admin/snapshots/one", "")).isEqualTo(204);
        assertThat(status("POST", "/admin/snapshots/one/restore", "")).isEqualTo(404);
        assertThat(status("POST", "/admin/snapshots", "{'name':'../x'}")).isEqualTo(400);
    }

    @Test
    void aResetBeginsAnew() throws Exception {
        var before = dump(true);
        var root = sandbox.noiseRoot();
        var ann = TestCompanion.linked(sandbox, "ann");
        call("POST", "/admin/groups", "{'subject':'g','creator':'name:ann','members':[]}");
        call("POST", "/admin/faults", "{'match':{'tag':'x'},'action':{'drop':{}}}");
        try (var link = ann.online()) {
            assertThat(status("POST", "/admin/reset", "")).isEqualTo(204);
            assertThat(link.await("stream:error").attributes().is("code", "503"))
                    .isTrue();
        }
        assertThat(dump(true)).isEqualTo(before);
        assertThat(sandbox.noiseRoot()).isEqualTo(root);
        try (var link = ann.connect()) {
            assertThat(link.await("failure").attributes().is("reason", "401")).isTrue();
        }
        TestCompanion.linked(sandbox, "ann").online().close();
        assertThat(status("POST", "/admin/reset", "{'keep':['settings','tls']}"))
                .isEqualTo(204);
        assertThat(sandbox.noiseRoot()).isNotEqualTo(root);
        assertThat(status("POST", "/admin/reset", "{'keep':['hope']}")).isEqualTo(400);
    }
}
