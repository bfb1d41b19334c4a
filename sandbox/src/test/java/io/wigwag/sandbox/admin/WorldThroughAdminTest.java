package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorldThroughAdminTest {
    private Sandbox sandbox;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).seed(5).build());
        http = new Http(sandbox);
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        http.close();
        sandbox.close();
    }

    private JsonNode call(String method, String target, String body) throws Exception {
        return http.call(method, target, body.replace('\'', '"'));
    }

    private int status(String method, String target, String body) throws Exception {
        return http.send(http.request(target)
                        .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))))
                .statusCode();
    }

    @Test
    void anAccountIsMadeFoundChangedAndRemoved() throws Exception {
        var made = call("POST", "/admin/phones", "{'pushName':'alice','about':'hi','flags':{'restricted':true}}");
        assertThat(made.path("number").asString()).isEqualTo("9998782236065");
        assertThat(made.path("lid").asString()).isEqualTo("122717603767689@lid");
        assertThat(made.path("kind").asString()).isEqualTo("phone");
        assertThat(made.path("about").asString()).isEqualTo("hi");
        assertThat(made.path("flags").path("restricted").asBoolean()).isTrue();
        for (var address : new String[] {"9998782236065", "122717603767689", "name:alice"}) {
            assertThat(call("GET", "/admin/phones/" + address, "")).isEqualTo(made);
        }
        var changed = call("PATCH", "/admin/phones/name:alice", "{'pushName':'Alice','about':'ho'}");
        assertThat(changed.path("pushName").asString()).isEqualTo("Alice");
        assertThat(changed.path("nameKey").asString()).isEqualTo("alice");
        assertThat(changed.path("about").asString()).isEqualTo("ho");
        assertThat(call("PUT", "/admin/phones/name:alice/about", "{'about':''}")
                        .path("about")
                        .asString())
                .isEmpty();
        assertThat(call("PUT", "/admin/phones/name:alice/push-name", "{'pushName':'A'}")
                        .path("pushName")
                        .asString())
                .isEqualTo("A");
        assertThat(status("DELETE", "/admin/phones/name:alice", "")).isEqualTo(204);
        assertThat(status("GET", "/admin/phones/name:alice", "")).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'pushName':'x','colour':'red'}",
                "{'pushName':'x','kind':'tablet'}",
                "{'pushName':'x','contacts':'some'}",
                "{'pushName':'x','autoReceipts':'always'}"
            })
    void anAccountThatCannotBeIsRefused(String body) throws Exception {
        assertThat(status("POST", "/admin/phones", body)).isEqualTo(400);
    }

    @Test
    void numbersAndKindsAreTakenOnce() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','number':'491700000001'}");
        assertThat(status("POST", "/admin/phones", "{'pushName':'bob','number':'491700000001'}"))
                .isEqualTo(409);
        assertThat(status("POST", "/admin/phones", "{'pushName':'ann','kind':'headless'}"))
                .isEqualTo(409);
    }

    @Test
    void accountsAreListedInPagesAndByProperty() throws Exception {
        for (var name : new String[] {"ann", "bob", "cid"}) {
            call("POST", "/admin/phones", "{'pushName':'" + name + "'}");
        }
        call("POST", "/admin/phones", "{'pushName':'dan','kind':'headless'}");
        var first = call("GET", "/admin/phones?limit=3", "");
        assertThat(first.path("phones").size()).isEqualTo(3);
        var rest =
                call("GET", "/admin/phones?limit=3&after=" + first.path("next").asString(), "");
        assertThat(rest.path("phones").size()).isEqualTo(1);
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(call("GET", "/admin/phones?kind=headless", "").path("phones").size())
                .isEqualTo(1);
        assertThat(call("GET", "/admin/phones?pushName=bob", "").path("phones").size())
                .isEqualTo(1);
        assertThat(call("GET", "/admin/phones?online=true", "").path("phones").size())
                .isZero();
    }

    @Test
    void aPictureIsSetAndRemoved() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        var put = http.send(http.request("/admin/phones/name:ann/picture")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[] {1, 2})));
        assertThat(Http.json(put).path("pictureId").asString()).isNotEmpty();
        assertThat(call("DELETE", "/admin/phones/name:ann/picture", "")
                        .path("pictureId")
                        .isNull())
                .isTrue();
        assertThat(call("GET", "/admin/phones/name:ann/privacy", "")
                        .path("last")
                        .asString())
                .isEqualTo("all");
        assertThat(call("GET", "/admin/phones/name:ann/blocklist", "")
                        .path("blocked")
                        .size())
                .isZero();
    }

    @Test
    void phonesWriteToEachOther() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob','autoReceipts':'read'}");
        var sent = call("POST", "/admin/phones/name:ann/messages", "{'to':'name:bob','text':'hello','id':'M1'}");
        assertThat(sent.path("id").asString()).isEqualTo("M1");
        assertThat(sent.path("devices").get(0).path("state").asString()).isEqualTo("delivered");
        var inbox = call("GET", "/admin/phones/name:bob/inbox?waitMs=60000", "");
        var message = inbox.path("messages").get(0);
        assertThat(message.path("text").asString()).isEqualTo("hello");
        assertThat(message.path("id").asString()).isEqualTo("M1");
        assertThat(message.path("message").path("conversation").asString()).isEqualTo("hello");
        var after = "/admin/phones/name:ann/inbox?waitMs=60000&after=";
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','text':'yes','quoted':'M1'}");
        assertThat(call("GET", after + 0, "")
                        .path("messages")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("yes");
        call("POST", "/admin/phones/name:bob/messages", "{'to':'name:ann','reaction':{'id':'M1','emoji':'+'}}");
        assertThat(call("GET", after + 1, "")
                        .path("messages")
                        .get(0)
                        .path("message")
                        .has("reactionMessage"))
                .isTrue();
        call(
                "POST",
                "/admin/phones/name:bob/messages",
                "{'to':'name:ann','media':{'kind':'image','bytesBase64':'AQID','mimetype':'image/png','caption':'c'}}");
        assertThat(call("GET", after + 2, "")
                        .path("messages")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("c");
        var receipts = call("GET", "/admin/phones/name:ann/receipts?id=M1", "").path("receipts");
        assertThat(receipts.toString()).contains("read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'to':'name:bob'}",
                "{'to':'name:bob','text':'a','revoke':{'id':'1'}}",
                "{'text':'a'}",
                "{'to':'name:bob','message':{'nonsense':1}}",
                "{'to':'name:bob','text':'a','corrupt':'much'}",
                "{'to':'name:bob','media':{'kind':'image'}}"
            })
    void aMessageThatCannotBeIsRefused(String body) throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        assertThat(status("POST", "/admin/phones/name:ann/messages", body)).isEqualTo(400);
    }

    @Test
    void aHeadlessAccountHasNoPhone() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','kind':'headless'}");
        var problem = call("POST", "/admin/phones/name:ann/messages", "{'to':'name:ann','text':'x'}");
        assertThat(problem.path("status").asInt()).isEqualTo(409);
        assertThat(problem.path("code").asString()).isEqualTo("no_phone");
    }

    @Test
    void aPhoneShowsItselfAndTypesAndCalls() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann'}");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        assertThat(status("POST", "/admin/phones/name:ann/presence", "{'type':'available'}"))
                .isEqualTo(204);
        assertThat(status("POST", "/admin/phones/name:ann/presence", "{'type':'asleep'}"))
                .isEqualTo(400);
        assertThat(status("POST", "/admin/phones/name:ann/presence/subscriptions", "{'to':'name:bob'}"))
                .isEqualTo(204);
        assertThat(status("POST", "/admin/phones/name:ann/chatstate", "{'to':'name:bob','state':'composing'}"))
                .isEqualTo(204);
        assertThat(call("POST", "/admin/phones/name:ann/calls", "{'to':'name:bob'}")
                        .path("callId")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void aGroupLives() throws Exception {
        for (var name : new String[] {"ann", "bob", "cid"}) {
            call("POST", "/admin/phones", "{'pushName':'" + name + "'}");
        }
        var group = call(
                "POST",
                "/admin/groups",
                "{'subject':'Trip','creator':'name:ann','members':['name:bob'],'description':'d','locked':true}");
        assertThat(group.path("jid").asString()).isEqualTo("120363204174603260@g.us");
        assertThat(group.path("members").size()).isEqualTo(2);
        assertThat(group.path("locked").asBoolean()).isTrue();
        var base = "/admin/groups/" + group.path("id").asString();
        assertThat(call("GET", base, "").path("subject").asString()).isEqualTo("Trip");
        assertThat(call("POST", base + "/members", "{'actor':'name:ann','add':['name:cid'],'promote':['name:bob']}")
                        .path("members")
                        .size())
                .isEqualTo(3);
        assertThat(status("POST", base + "/members", "{'actor':'name:cid','remove':['name:bob']}"))
                .isBetween(400, 499);
        assertThat(call("PATCH", base, "{'actor':'name:ann','subject':'Tour','announcement':true}")
                        .path("subject")
                        .asString())
                .isEqualTo("Tour");
        assertThat(call("POST", base + "/invite", "{'actor':'name:ann'}")
                        .path("code")
                        .asString())
                .isNotEmpty();
        assertThat(call("GET", base + "/requests", "").path("requests").size()).isZero();
        call(
                "POST",
                "/admin/phones/name:ann/messages",
                "{'to':'" + group.path("jid").asString() + "','text':'all aboard'}");
        assertThat(call("GET", "/admin/phones/name:cid/inbox?waitMs=60000", "")
                        .path("messages")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("all aboard");
        assertThat(status("DELETE", base, "{'actor':'name:ann'}")).isEqualTo(204);
        assertThat(status("GET", base, "")).isEqualTo(404);
    }

    @Test
    void faultsAreMadeShownAndRemoved() throws Exception {
        var rule = "{'name':'ack lost once','scope':{'account':'name:alice','device':1},"
                + "'match':{'direction':'out','layer':'stanza','tag':'ack','attrs':{'class':'message'}},"
                + "'after':0,'times':1,'probability':1.0,'action':{'drop':{}}}";
        var made = call("POST", "/admin/faults", rule);
        assertThat(made.path("fired").asInt()).isZero();
        assertThat(made.path("match").path("attrs").path("class").asString()).isEqualTo("message");
        var one = "/admin/faults/" + made.path("id").asLong();
        assertThat(call("GET", one, "")).isEqualTo(made);
        assertThat(call("GET", "/admin/faults", "").path("faults").size()).isEqualTo(1);
        assertThat(status("DELETE", one, "")).isEqualTo(204);
        assertThat(status("GET", one, "")).isEqualTo(404);
        call("POST", "/admin/faults", rule);
        assertThat(status("DELETE", "/admin/faults", "")).isEqualTo(204);
        assertThat(call("GET", "/admin/faults", "").path("faults").size()).isZero();
    }

    /// Each action as it is written, and as it is shown again.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "stanza {'drop':{}}",
                "stanza {'delay':{'ms':5,'jitterMs':2,'reorder':true}}",
                "stanza {'duplicate':{'count':2}}",
                "stanza {'reorder':{'window':3}}",
                "stanza {'answer':{'code':429,'text':'slow'}}",
                "stanza {'answer':{'text':'','node':{'tag':'iq','attrs':{},'content':null}}}",
                "stanza {'ackError':{'code':463}}",
                "stanza {'mutate':{'set':{'a':{'text':'x'},'b':'1@lid'},'remove':['c'],'content':{'text':'y'}}}",
                "stanza {'replace':{'node':{'tag':'ib','attrs':{},'content':[]}}}",
                "stanza {'inject':{'before':[{'tag':'ib','attrs':{},'content':null}],'after':[]}}",
                "tcp {'close':{}}",
                "tls {'reset':{}}",
                "frame {'blackhole':{'ms':7}}",
                "stanza {'streamError':{'code':'503'}}",
                "stanza {'streamError':{'conflict':'replaced'}}",
                "handshake {'loginFailure':{'reason':402,'code':1,'expire':60}}",
                "frame {'corrupt':{'bits':3}}",
                "websocket {'truncate':{'bytes':3}}",
                "tcp {'split':{'bytes':3}}",
                "tcp {'coalesce':{'frames':3}}",
                "tcp {'throttle':{'bytesPerSecond':3}}",
                "handshake {'badCertificate':{'kind':'wrongIssuer'}}",
                "handshake {'forceFallback':{}}",
                "handshake {'forceXX':{}}",
                "http {'http':{'status':503,'headers':{'retry-after':'1'},'body':'x','afterBytes':4}}",
                "stanza {'preKeysExhausted':{}}",
                "stanza {'wrongDigest':{}}",
                "stanza {'staleDeviceList':{'ms':1000}}",
                "stanza {'wrongMac':{'collection':'regular'}}"
            })
    void everyActionIsReadAndShown(String action) throws Exception {
        var space = action.indexOf(' ');
        var json = action.substring(space + 1).replace('\'', '"');
        var made = call(
                "POST",
                "/admin/faults",
                "{'match':{'layer':'" + action.substring(0, space) + "'},'action':" + json + "}");
        assertThat(made.path("action")).isEqualTo(JsonMapper.builder().build().readTree(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'match':{},'action':{}}",
                "{'match':{},'action':{'drop':{},'close':{}}}",
                "{'match':{},'action':{'explode':{}}}",
                "{'match':{},'action':{'drop':{'now':true}}}",
                "{'match':{'layer':'moon'},'action':{'drop':{}}}",
                "{'match':{'layer':'frame'},'action':{'ackError':{}}}",
                "{'match':{'attrs':{'a':{'prefix':'x','absent':true}}},'action':{'drop':{}}}",
                "{'match':{},'probability':2,'action':{'drop':{}}}",
                "{'match':{},'action':{'badCertificate':{'kind':'none'}}}",
                "{'match':{},'action':{'duplicate':{'count':0}}}"
            })
    void aRuleThatCannotBeIsRefused(String body) throws Exception {
        assertThat(status("POST", "/admin/faults", body)).isEqualTo(400);
        assertThat(sandbox.faults().all()).isEmpty();
    }

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
