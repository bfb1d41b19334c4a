package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.proto.e2e.HistorySyncType;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.TestCompanion;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What personas do for accounts without a phone, as for those with one.
class PersonaThroughAdminTest extends ThroughAdmin {
    private static final String ANN = "/admin/phones/name:ann";

    @Test
    void receiptsForWhatACompanionSentAreSeenWithoutAPhone() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        call("POST", "/admin/phones", "{'pushName':'bob','autoReceipts':'read','autoRetry':true}");
        var bob = account("bob");
        try (var link = ann.online()) {
            link.send(Node.tag("receipt")
                    .attribute("to", bob.pn())
                    .attribute("id", "FROM-BOB")
                    .attribute("type", "read")
                    .build());
            link.send(Node.tag("message")
                    .attribute("to", bob.pn())
                    .attribute("id", "M1")
                    .attribute("type", "text")
                    .child(Node.tag("participants")
                            .child(Node.tag("to")
                                    .attribute("jid", bob.pn())
                                    .child(Node.tag("enc")
                                            .attribute("v", "2")
                                            .attribute("type", "msg")
                                            .text("nonsense"))))
                    .build());
            link.await(node -> node.is("receipt") && node.attributes().is("id", "M1"));
        }

        var all = call("GET", ANN + "/receipts", "").path("receipts");
        assertThat(all.size()).isEqualTo(1);
        var retry = call("GET", ANN + "/receipts?id=M1", "").path("receipts").path(0);
        assertThat(retry.path("type").asString()).isEqualTo("retry");
        assertThat(retry.path("by").asString()).isEqualTo(bob.pn().toString());
        assertThat(call("GET", ANN + "/receipts?id=other", "").path("receipts").size())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"headless", "phone"})
    void theAppStateIsReadAndWritten(String kind) throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','kind':'" + kind + "'}");
        assertThat(call("GET", ANN + "/app-state/critical_block", "")
                        .path("entries")
                        .toString())
                .contains("setting_pushName", "\"name\":\"ann\"");
        assertThat(version(call("GET", ANN + "/app-state/regular_low", ""))).isZero();

        var written = call("POST", ANN + "/app-state", """
                {'collection':'regular_low','mutations':[
                  {'op':'set','index':['pin_v1','1@s.whatsapp.net'],'value':{'pinAction':{'pinned':true}},'version':5},
                  {'op':'set','index':['archive','2@s.whatsapp.net'],'value':{'archiveChatAction':{'archived':true}}}]}""");
        assertThat(version(written)).isEqualTo(1);
        call("POST", ANN + "/app-state", """
                {'collection':'regular_low','mutations':[{'op':'remove','index':['archive','2@s.whatsapp.net']}]}""");

        var shown = call("GET", ANN + "/app-state/regular_low", "");
        assertThat(version(shown)).isEqualTo(2);
        assertThat(shown.path("entries").size()).isEqualTo(1);
        var pin = shown.path("entries").path(0);
        assertThat(pin.path("index").path(0).asString()).isEqualTo("pin_v1");
        assertThat(pin.path("value").path("pinAction").path("pinned").asBoolean())
                .isTrue();
        assertThat(pin.path("value").has("timestamp")).isTrue();
        assertThat(pin.path("version").asInt()).isEqualTo(5);
    }

    private static long version(JsonNode json) {
        return json.path("version").asLong(-1);
    }

    @Test
    void companionsHearOfNewStateAndNewKeys() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        try (var link = ann.online()) {
            call("POST", ANN + "/app-state", """
                    {'collection':'regular','mutations':[{'op':'set','index':['nuxKey'],'value':{}}]}""");
            var news = link.await(
                    node -> node.is("notification") && node.attributes().is("type", "server_sync"));
            assertThat(news.requireChild("collection").attributes().text("name"))
                    .contains("regular");

            var key = call("POST", ANN + "/app-state/rotate-keys", "")
                    .path("keyIdHex")
                    .asString();

            assertThat(key).hasSize(12);
            assertThat(said())
                    .anyMatch(message -> message.getProtocolMessage()
                                    .getAppStateSyncKeyShare()
                                    .getKeysCount()
                            == 2);
            var current = sandbox.exchange()
                    .loop()
                    .call(() -> sandbox.phones().syncKeys().current(account("ann")));
            assertThat(current.id().toHex()).isEqualTo(key);
        }
    }

    @Test
    void thePastIsPutThereAndHandedOver() throws Exception {
        var ann = TestCompanion.linked(sandbox, "ann");
        call("POST", "/admin/phones", "{'pushName':'bob'}");
        try (var link = ann.online()) {
            assertThat(said()).noneMatch(PersonaThroughAdminTest::isRecentHistory);
            assertThat(status("POST", ANN + "/history", """
                            {'conversations':[{'chat':'name:bob','messages':[
                              {'id':'H1','text':'long ago','t':'2020-01-01T00:00:00Z'},
                              {'id':'H2','fromMe':true,'message':{'conversation':'answer'}}]}],
                             'pushNames':[{'id':'4915112345678@s.whatsapp.net','pushName':'Zoe'}],'deliver':'now'}""")).isEqualTo(204);
            link.await(node -> node.is("message") && node.attributes().is("category", "peer"));
            assertThat(said()).anyMatch(PersonaThroughAdminTest::isRecentHistory);
        }
        var kept = new ArrayList<String>();
        call("GET", "/admin/state?include=personas", "")
                .path("personas")
                .path("archive")
                .propertyNames()
                .forEach(kept::add);
        var number = account("ann").number();
        assertThat(kept)
                .containsExactlyInAnyOrder(
                        number + "/" + account("bob").pn() + "/0000000000000001",
                        number + "/" + account("bob").pn() + "/0000000000000002",
                        number + "/name/4915112345678@s.whatsapp.net");
    }

    /// All that personas have said to companions.
    private List<Message> said() throws Exception {
        var personas = call("GET", "/admin/state?include=personas", "")
                .path("personas")
                .path("personas");
        var said = new ArrayList<Message>();
        for (var entry : personas.properties()) {
            if (entry.getKey().contains("/said/")) {
                said.add(Message.parseFrom(Base64.getDecoder()
                        .decode(entry.getValue().path("value").asString())));
            }
        }
        return said;
    }

    private static boolean isRecentHistory(Message message) {
        return message.getProtocolMessage().hasHistorySyncNotification()
                && message.getProtocolMessage().getHistorySyncNotification().getSyncType() == HistorySyncType.RECENT;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'conversations':[{'chat':'name:ann','messages':[{'id':'H1'}]}]}",
                "{'conversations':[{'chat':'name:ann','messages':[{'id':'H1','text':'a','messageBase64':''}]}]}",
                "{'deliver':'soon'}",
                "{'surprise':1}"
            })
    void aPastThatCannotBeIsRefused(String body) throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','kind':'headless'}");
        assertThat(status("POST", ANN + "/history", body)).isEqualTo(400);
    }

    @Test
    void aStateThatCannotBeIsRefused() throws Exception {
        call("POST", "/admin/phones", "{'pushName':'ann','kind':'headless'}");
        assertThat(status("GET", ANN + "/app-state/nonsense", "")).isEqualTo(404);
        assertThat(status("POST", ANN + "/app-state", "{'collection':'regular','mutations':[]}"))
                .isEqualTo(400);
        assertThat(status("POST", ANN + "/app-state", """
                        {'collection':'regular','mutations':[{'op':'set','index':['a'],'value':{'nonsense':1}}]}""")).isEqualTo(400);
        assertThat(status(
                        "POST",
                        ANN + "/app-state",
                        "{'collection':'regular','mutations':[{'op':'move','index':['a']}]}"))
                .isEqualTo(400);
    }
}
