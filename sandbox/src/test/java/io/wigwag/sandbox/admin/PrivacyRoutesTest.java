package io.wigwag.sandbox.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.TestCompanion;
import org.junit.jupiter.api.Test;

class PrivacyRoutesTest extends ThroughAdmin {
    @Test
    void aChoiceOfThePhoneIsToldToItsCompanions() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        try (var link = alice.online()) {
            var now = http.call("PUT", "/admin/phones/name:alice/privacy", "{\"last\":\"none\"}");
            assertThat(now.path("last").asString()).isEqualTo("none");
            assertThat(now.path("status").asString()).isEqualTo("all");

            var news = link.await(node -> node.child("privacy").isPresent());
            assertThat(news.attributes().text("type")).contains("account_sync");
            assertThat(news.requireChild("privacy").requireChild("category"))
                    .isEqualTo(Node.tag("category")
                            .attribute("name", "last")
                            .attribute("value", "none")
                            .build());
            for (var wrong : new String[] {"{\"last\":\"sometimes\"}", "{\"colour\":\"all\"}", "{\"last\":1}"}) {
                assertThat(status("PUT", "/admin/phones/name:alice/privacy", wrong))
                        .as(wrong)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void aPhoneBlocksAndUnblocks() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        var bob = TestCompanion.linked(sandbox, "bob");
        try (var link = alice.online()) {
            var list = http.call("POST", "/admin/phones/name:alice/blocklist", "{\"account\":\"name:bob\"}");
            assertThat(list.path("blocked").path(0).path("account").asString())
                    .isEqualTo(bob.pn().user());
            var item = link.await(node -> node.child("blocklist").isPresent())
                    .requireChild("blocklist")
                    .requireChild("item");
            assertThat(item.attributes().jid("jid")).contains(bob.lid());
            assertThat(item.attributes().text("action")).contains("block");

            assertThat(http.call("DELETE", "/admin/phones/name:alice/blocklist", "{\"account\":\"name:bob\"}")
                            .path("blocked")
                            .isEmpty())
                    .isTrue();
            assertThat(link.await(node -> node.child("blocklist").isPresent())
                            .requireChild("blocklist")
                            .requireChild("item")
                            .attributes()
                            .text("action"))
                    .contains("unblock");
            assertThat(status("POST", "/admin/phones/name:alice/blocklist", "{\"account\":\"name:nobody\"}"))
                    .isEqualTo(404);
        }
    }
}
