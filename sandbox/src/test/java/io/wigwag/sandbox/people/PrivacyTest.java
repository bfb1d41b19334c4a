package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.server.Consent;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyTest extends OneSandbox {
    private static NodeBuilder category(String name, String value) {
        return Node.tag("category").attribute("name", name).attribute("value", value);
    }

    private static Node choose(NodeBuilder category) {
        return Ask.set("privacy", Node.tag("privacy").child(category).build());
    }

    private static Node list(String name) {
        return Ask.get(
                "privacy",
                Node.tag("privacy")
                        .attribute("addressing_mode", "lid")
                        .child(Node.tag("list").attribute("name", name).attribute("value", "contact_blacklist"))
                        .build());
    }

    private static Node exception(String action, Jid who) {
        return Node.tag("user")
                .attribute("action", action)
                .attribute("jid", who)
                .build();
    }

    @Test
    void allIsOpenAtFirst() throws Exception {
        try (var link = linked("alice").online()) {
            var categories = link.query(Ask.get("privacy", Node.of("privacy")))
                    .requireChild("privacy")
                    .children("category");

            assertThat(categories)
                    .extracting(category -> category.attributes().text("name").orElseThrow() + "="
                            + category.attributes().text("value").orElseThrow())
                    .containsExactly(
                            "last=all",
                            "online=all",
                            "profile=all",
                            "status=all",
                            "groupadd=all",
                            "readreceipts=all",
                            "calladd=all",
                            "messages=all",
                            "defense=off");
        }
    }

    @Test
    void aChoiceIsKeptEchoedAndToldToTheOtherDevices() throws Exception {
        var alice = linked("alice");
        var second = linked("alice");
        try (var link = alice.online();
                var other = second.online()) {
            var echo = link.query(choose(category("last", "none"))).requireChild("privacy");
            assertThat(echo.requireChild("category"))
                    .isEqualTo(category("last", "none").build());

            var news = other.await("notification");
            assertThat(news.attributes().text("type")).contains("account_sync");
            assertThat(news.attributes().jid("from")).contains(alice.pn());
            assertThat(news.requireChild("privacy").requireChild("category"))
                    .isEqualTo(category("last", "none").build());
            var kept = other.query(Ask.get("privacy", Node.of("privacy"))).requireChild("privacy");
            assertThat(kept.children()).contains(category("last", "none").build());
            assertThat(link.inbox()).noneMatch(node -> node.child("privacy").isPresent());
        }
    }

    @Test
    void aValueThatACategoryDoesNotHaveIsRefused() throws Exception {
        try (var link = linked("alice").online()) {
            assertThat(Ask.errorOf(link.query(choose(category("readreceipts", "contacts")))))
                    .isEqualTo("400");
        }
    }

    @Test
    void exceptionsAreChangedOnlyOnTopOfTheirPresentState() throws Exception {
        var alice = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online()) {
            assertThat(link.query(list("status")).requireChild("privacy").children())
                    .isEmpty();

            var first = link.query(choose(category("status", "contact_blacklist")
                            .attribute("dhash", "none")
                            .child(exception("add", bob.lid()))))
                    .requireChild("privacy")
                    .requireChild("category");
            var hash = first.attributes().requireText("dhash");

            var stale = choose(category("status", "contact_blacklist")
                    .attribute("dhash", "none")
                    .child(exception("remove", bob.lid())));
            assertThat(Ask.errorOf(link.query(stale))).isEqualTo("409");
            var kept = link.query(list("status")).requireChild("privacy").requireChild("list");
            assertThat(kept.attributes().text("dhash")).contains(hash);
            assertThat(kept.requireChild("user").attributes().jid("jid")).contains(bob.lid());
            assertThat(world(() -> sandbox.people().maySee(account(bob), account(alice), PrivacyChoices.STATUS)))
                    .isFalse();

            link.query(choose(category("status", "contact_blacklist")
                    .attribute("dhash", hash)
                    .child(exception("remove", bob.lid()))));
            assertThat(world(() -> sandbox.people().maySee(account(bob), account(alice), PrivacyChoices.STATUS)))
                    .isTrue();
        }
    }

    @Test
    void choicesAndContactsDecideWhoSeesWhat() throws Exception {
        var alice = account(linked("alice"));
        var bob = account(linked("bob"));
        var people = sandbox.people();
        var consent = sandbox.exchange().consent();

        world(() -> {
            people.of(alice).privacy().choose(PrivacyChoices.LAST, PrivacyChoices.CONTACTS);
            people.of(alice).privacy().choose(PrivacyChoices.ONLINE, "match_last_seen");
            assertThat(consent.showsLastSeen(alice, bob)).isTrue();
            assertThat(consent.showsOnline(alice, bob)).isTrue();

            people.of(alice).contacts(Contacts.NOBODY);
            assertThat(consent.showsLastSeen(alice, bob)).isFalse();
            assertThat(consent.showsOnline(alice, bob)).isFalse();
            assertThat(consent.showsLastSeen(alice, alice)).isTrue();

            assertThat(consent.isAddable(alice, bob)).isTrue();
            people.of(alice).privacy().choose(PrivacyChoices.GROUP_ADD, PrivacyChoices.NONE);
            assertThat(consent.isAddable(alice, bob)).isFalse();

            assertThat(consent.sharesReadReceipts(alice)).isTrue();
            people.of(alice).privacy().choose(PrivacyChoices.READ_RECEIPTS, PrivacyChoices.NONE);
            assertThat(consent.sharesReadReceipts(alice)).isFalse();
            return true;
        });
    }

    @Test
    void whoIsBlockedIsOnTheListAndSeesNothing() throws Exception {
        var alice = linked("alice");
        var second = linked("alice");
        var bob = linked("bob");
        try (var link = alice.online();
                var other = second.online()) {
            var before = blockList(link).attributes().requireText("dhash");

            var list = link.query(block("block", bob.lid(), bob.pn())).requireChild("list");

            assertThat(list.requireChild("item").attributes().jid("jid")).contains(bob.lid());
            var hash = list.attributes().requireText("dhash");
            assertThat(hash).isNotEqualTo(before);
            assertThat(blockList(link)).isEqualTo(list);
            var news = other.await("notification").requireChild("blocklist");
            assertThat(news.attributes().text("prev_dhash")).contains(before);
            assertThat(news.attributes().text("dhash")).contains(hash);
            assertThat(news.requireChild("item").attributes().text("action")).contains("block");
            Consent consent = sandbox.exchange().consent();
            assertThat(world(() -> consent.blocks(account(alice), account(bob))))
                    .isTrue();
            assertThat(world(() -> consent.showsLastSeen(account(alice), account(bob))))
                    .isFalse();

            link.query(block("unblock", bob.pn(), bob.pn()));
            assertThat(blockList(link).children()).isEmpty();
            assertThat(blockList(link).attributes().requireText("dhash")).isEqualTo(before);
        }
    }

    private static Node blockList(TestLink link) throws Exception {
        return link.query(Ask.get("blocklist")).requireChild("list");
    }

    private static Node block(String action, Jid jid, Jid pn) {
        return Ask.set(
                "blocklist",
                Node.tag("item")
                        .attribute("action", action)
                        .attribute("jid", jid)
                        .attribute("pn_jid", pn)
                        .build());
    }

    @Test
    void theLifeOfMessagesIsKeptAndTold() throws Exception {
        var alice = linked("alice");
        var second = linked("alice");
        try (var link = alice.online();
                var other = second.online()) {
            var mode =
                    Node.tag("disappearing_mode").attribute("duration", 86_400).build();
            assertThat(link.query(Ask.set("disappearing_mode", mode))
                            .attributes()
                            .is("type", "result"))
                    .isTrue();

            var news = other.await("notification").requireChild("disappearing_mode");
            assertThat(news.attributes().text("duration")).contains("86400");
            assertThat(world(() -> sandbox.people().of(account(alice)).disappearing())
                            .orElseThrow()
                            .seconds())
                    .isEqualTo(86_400);
        }
    }

    @Test
    void flagsComeFromTheNameUnderWhichOneIsLinked() throws Exception {
        var carol = account(linked("scenario:restricted,nct_send_ab=0,odd=2:carol"));

        var flags = world(() -> sandbox.people().of(carol).flags());

        assertThat(flags.has(Flags.Flag.RESTRICTED)).isTrue();
        assertThat(flags.has(Flags.Flag.NCT_SEND_AB)).isFalse();
        assertThat(flags.has(Flags.Flag.TC_ENABLED)).isTrue();
        assertThat(flags.unknown()).isEqualTo(List.of("odd=2"));
        assertThat(sandbox.events().after(0))
                .anyMatch(event -> event.type().equals("flag.unknown")
                        && event.text("flag").equals("odd=2"));
    }
}
