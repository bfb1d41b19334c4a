package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What clients ask at their start, while idle and by the way.
class StartUpTest extends OneSandbox {
    private TestCompanion alice = new TestCompanion(sandbox, "alice");

    @BeforeAll
    void link() throws Exception {
        alice = TestCompanion.linked(sandbox, "alice");
    }

    private static Map<String, String> properties(TestLink link) throws Exception {
        var props = link.query(Ask.get(
                        "abt", Node.tag("props").attribute("protocol", "1").build()))
                .requireChild("props");
        assertThat(props.attributes().text("protocol")).contains("1");
        assertThat(props.attributes().has("hash")).isTrue();
        assertThat(props.attributes().has("refresh")).isTrue();
        var all = new LinkedHashMap<String, String>();
        for (var prop : props.children("prop")) {
            all.put(
                    prop.attributes().requireText("config_code"),
                    prop.attributes().requireText("config_value"));
        }
        return all;
    }

    @Test
    void propertiesFollowFlagsAndOrders() throws Exception {
        var plain = TestCompanion.linked(sandbox, "scenario:nct_send_ab=0:dave");
        try (var link = alice.online();
                var other = plain.online()) {
            assertThat(properties(link))
                    .containsEntry("10518", "1")
                    .containsEntry("24941", "1")
                    .doesNotContainKeys("9666", "14303");
            assertThat(properties(other)).containsEntry("10518", "1").containsEntry("24941", "0");

            world(() -> {
                sandbox.people().properties().set(310, "8");
                sandbox.people().properties().set(account(alice), 310, "12");
                return true;
            });
            assertThat(properties(link)).containsEntry("310", "12");
            assertThat(properties(other)).containsEntry("310", "8");
        }
    }

    @Test
    void olderClientsAskForPropertiesByNames() throws Exception {
        try (var link = alice.online()) {
            var props = link.query(Ask.get(
                            "w",
                            Node.tag("props")
                                    .attribute("protocol", "2")
                                    .attribute("hash", "")
                                    .build()))
                    .requireChild("props");

            assertThat(props.attributes().text("protocol")).contains("2");
            assertThat(props.children()).isEmpty();
        }
    }

    @Test
    void whatHardlyMattersIsAnsweredAllTheSame() throws Exception {
        try (var link = alice.online()) {
            for (var query : new Node[] {
                Ask.set("tos", Node.tag("notice").attribute("id", "20601218").build()),
                Ask.get("urn:xmpp:whatsapp:push", Node.of("settings")),
                Ask.set("urn:xmpp:whatsapp:push", Node.of("config")),
                Ask.get("urn:xmpp:whatsapp:account", Node.of("2fa")),
                Ask.set("spam", Node.of("spam_list")),
                Ask.get("fbid:devices", Node.of("users")),
                Ask.set(
                        "urn:xmpp:whatsapp:dirty",
                        Node.tag("clean").attribute("type", "groups").build()),
                Ask.get("w:biz:catalog", Node.of("product_catalog")),
                Ask.get("w:biz:catalog", Node.of("collections")),
                Ask.get("fb:thrift_iq", Node.tag("order").attribute("id", "1").build()),
                Ask.get("status", Node.of("privacy")),
                Ask.set("w:stats", Node.of("add")).toBuilder().remove("type").build()
            }) {
                var answer = link.query(query);

                assertThat(answer.attributes().text("type"))
                        .as(query.toString())
                        .contains("result");
                assertThat(answer.attributes().jid("from")).contains(Jid.SERVER);
            }
        }
    }

    @Test
    void everyNoticeIsAccepted() throws Exception {
        try (var link = alice.online()) {
            var asked = Node.tag("request")
                    .child(Node.tag("notice").attribute("id", "20601217"))
                    .build();
            var notice = link.query(Ask.get("tos", asked)).requireChild("tos").requireChild("notice");

            assertThat(notice.attributes().text("id")).contains("20601217");
            assertThat(notice.attributes().text("state")).contains("true");
        }
    }

    @Test
    void theDirectoryOfBotsIsEmptyAtFirst() throws Exception {
        try (var link = alice.online()) {
            var asked = Ask.get("bot", Node.tag("bot").attribute("v", "2").build());
            var section = link.query(asked).requireChild("bot").requireChild("section");
            assertThat(section.attributes().text("type")).contains("all");
            assertThat(section.children()).isEmpty();

            var bot = Jid.parse("867051314767696@bot");
            world(() -> {
                sandbox.people().bots().add(bot, "persona");
                return true;
            });
            assertThat(link.query(asked)
                            .requireChild("bot")
                            .requireChild("section")
                            .requireChild("bot")
                            .attributes()
                            .jid("jid"))
                    .contains(bot);
        }
    }

    @Test
    void anUnknownDocumentIsAnsweredInTheErrorForm() throws Exception {
        try (var link = alice.online()) {
            var query = Node.tag("query")
                    .attribute("query_id", "4711")
                    .text("{\"variables\":{}}")
                    .build();
            var json = link.query(Ask.get("w:mex", query))
                    .requireChild("result")
                    .text()
                    .orElseThrow();

            assertThat(json)
                    .startsWith("{\"data\":null,\"errors\":[")
                    .contains("\"message\":\"PersistedQuery `doc_id` 4711 not found\"")
                    .contains("\"error_code\":404")
                    .doesNotContain("\n");
        }
    }

    @Test
    void mediaGoWhereTheClientFoundUs() throws Exception {
        try (var link = alice.online()) {
            var media = link.query(Ask.set("w:m", Node.of("media_conn"))).requireChild("media_conn");

            var host = media.requireChild("host").attributes();
            assertThat(host.text("hostname"))
                    .contains("127.0.0.1:" + sandbox.plainPort().orElseThrow());
            assertThat(host.text("type")).contains("primary");
            assertThat(media.attributes().text("ttl")).contains("300");
            assertThat(media.attributes().text("auth_ttl")).contains("21600");
            assertThat(media.attributes().text("max_buckets")).contains("12");
            var word = media.attributes().requireText("auth");
            assertThat(link.query(Ask.set("w:m", Node.of("media_conn")))
                            .requireChild("media_conn")
                            .attributes()
                            .text("auth"))
                    .contains(word);
        }
    }

    @Test
    void whatIsDirtyIsToldUntilItIsCleaned() throws Exception {
        var bob = TestCompanion.linked(sandbox, "bob");
        try (var link = bob.online()) {
            world(() -> {
                sandbox.people().dirtyBits().mark(account(bob).device(0).orElseThrow(), "groups");
                return true;
            });
            assertThat(dirty(link)).isEqualTo("groups");
        }
        try (var link = bob.online()) {
            assertThat(dirty(link)).isEqualTo("groups");
            link.query(Ask.set(
                    "urn:xmpp:whatsapp:dirty",
                    Node.tag("clean").attribute("type", "groups").build()));
            assertThat(world(() -> sandbox.people()
                            .dirtyBits()
                            .of(account(bob).device(0).orElseThrow())))
                    .isEmpty();
        }
    }

    private static String dirty(TestLink link) throws Exception {
        return link.await(node -> node.child("dirty").isPresent())
                .requireChild("dirty")
                .attributes()
                .requireText("type");
    }

    @Test
    void nothingOfThisIsForWhoIsNotLoggedIn() throws Exception {
        var stranger = new TestCompanion(sandbox, "stranger");
        try (var link = stranger.connectUnpaired()) {
            for (var query : new Node[] {
                Ask.get("encrypt", Node.of("count")),
                Ask.get("abt", Node.of("props")),
                Ask.get("privacy", Node.of("privacy")),
                Ask.get("blocklist"),
                Ask.set("w:m", Node.of("media_conn")),
                Ask.set("w:sync:app:state", Node.of("sync"))
            }) {
                assertThat(Ask.errorOf(link.query(query))).as(query.toString()).isEqualTo("401");
            }
        }
    }
}
