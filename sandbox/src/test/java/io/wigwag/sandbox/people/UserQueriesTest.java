package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UserQueriesTest extends OneSandbox {
    private TestCompanion alice = new TestCompanion(sandbox, "alice");
    private TestCompanion aliceAgain = new TestCompanion(sandbox, "alice");
    private TestCompanion bob = new TestCompanion(sandbox, "bob");

    @BeforeAll
    void link() throws Exception {
        alice.link(Optional.empty());
        aliceAgain.link(Optional.empty());
        bob.link(Optional.empty());
    }

    private static Node usync(List<Node> protocols, Node... users) {
        return Ask.get(
                "usync",
                Node.tag("usync")
                        .attribute("sid", "s1")
                        .attribute("mode", "query")
                        .attribute("last", "true")
                        .attribute("index", "0")
                        .attribute("context", "message")
                        .child(Node.tag("query").children(protocols))
                        .child(Node.tag("list").children(List.of(users)))
                        .build());
    }

    private static Node user(Jid jid) {
        return Node.tag("user").attribute("jid", jid).build();
    }

    private static Node number(String text) {
        return Node.tag("user").child(Node.tag("contact").bytes(bytes(text))).build();
    }

    private static Octets bytes(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Node devices() {
        return Node.tag("devices").attribute("version", "2").build();
    }

    private Node ask(List<Node> protocols, Node... users) throws Exception {
        try (var link = bob.online()) {
            return link.query(usync(protocols, users)).requireChild("usync");
        }
    }

    private Node askOne(List<Node> protocols, Node user) throws Exception {
        return ask(protocols, user).requireChild("list").requireChild("user");
    }

    @Test
    void whatNamesTheQuestionComesBack() throws Exception {
        var answer = ask(List.of(devices(), Node.of("status")), user(alice.pn()));

        assertThat(answer.attributes().text("sid")).contains("s1");
        assertThat(answer.attributes().text("mode")).contains("query");
        assertThat(answer.attributes().text("last")).contains("true");
        assertThat(answer.attributes().text("index")).contains("0");
        assertThat(answer.attributes().text("context")).contains("message");
        assertThat(answer.requireChild("result").children())
                .extracting(Node::tag)
                .containsExactly("devices", "status");
    }

    @Test
    void devicesComeWithKeyIndexesAndTheSignedListOfThem() throws Exception {
        var user = askOne(List.of(devices()), user(alice.pn()));

        var list = user.requireChild("devices").requireChild("device-list");
        assertThat(list.children())
                .extracting(device -> device.attributes().text("id").orElseThrow())
                .containsExactly("0", "1");
        var keyIndex = list.children().getLast().attributes().requireNumber("key-index");
        assertThat(keyIndex).isPositive();
        var signed = user.requireChild("devices").requireChild("key-index-list");
        assertThat(signed.attributes().requireNumber("ts")).isPositive();
        var details = ADVKeyIndexList.parseFrom(
                ADVSignedKeyIndexList.parseFrom(signed.requireBytes().asBuffer())
                        .getDetails());
        assertThat(details.getValidIndexesList()).contains(0, (int) keyIndex);
    }

    @Test
    void aNumberIsAnsweredWithItsLidAskedForOrNot() throws Exception {
        var user = askOne(List.of(devices()), user(alice.pn()));

        assertThat(user.attributes().jid("jid")).contains(alice.pn());
        assertThat(user.attributes().jid("pn_jid")).contains(alice.pn());
        assertThat(user.requireChild("lid").attributes().jid("val")).contains(alice.lid());
    }

    @Test
    void aLidStaysALid() throws Exception {
        var user = askOne(List.of(devices(), Node.of("lid")), user(alice.lid()));

        assertThat(user.attributes().jid("jid")).contains(alice.lid());
        assertThat(user.attributes().jid("pn_jid")).contains(alice.pn());
        assertThat(user.requireChild("lid").attributes().jid("val")).contains(alice.lid());
        assertThat(user.requireChild("devices").requireChild("device-list").children())
                .hasSize(2);
    }

    @Test
    void usersAreAnsweredInTheirOrderAndUnknownOnesWithNothing() throws Exception {
        var stranger = Jid.parse("12025550123@s.whatsapp.net");
        var users = ask(List.of(devices(), Node.of("status")), user(bob.pn()), user(stranger), user(alice.lid()))
                .requireChild("list")
                .children();

        assertThat(users)
                .extracting(user -> user.attributes().jid("jid").orElseThrow())
                .containsExactly(bob.pn(), stranger, alice.lid());
        assertThat(users.get(1).children()).containsExactly(Node.of("devices"), Node.of("status"));
    }

    @Test
    void numbersThatSomebodyTypedAreFoundInAnyForm() throws Exception {
        var digits = alice.pn().user();
        var users = ask(
                        List.of(Node.of("contact")),
                        number(digits),
                        number("+" + digits),
                        number("+" + digits + "@c.us"),
                        number("+12025550123"))
                .requireChild("list")
                .children();

        assertThat(users.subList(0, 3)).allSatisfy(user -> {
            assertThat(user.attributes().jid("jid")).contains(alice.pn());
            assertThat(user.requireChild("contact").attributes().text("type")).contains("in");
            assertThat(user.requireChild("lid").attributes().jid("val")).contains(alice.lid());
        });
        assertThat(users.get(2).requireChild("contact").text()).contains("+" + digits + "@c.us");
        assertThat(users.get(3).attributes().has("jid")).isFalse();
        assertThat(users.get(3).requireChild("contact").attributes().text("type"))
                .contains("out");
        assertThat(users.get(3).requireChild("contact").text()).contains("+12025550123");
    }

    @Test
    void aContactIsTurnedIntoALidWhereThatIsWanted() throws Exception {
        var contact = Node.tag("contact").attribute("addressing_mode", "lid").build();
        var user = askOne(List.of(contact), number("+" + alice.pn().user()));

        assertThat(user.attributes().jid("jid")).contains(alice.lid());
        assertThat(user.attributes().jid("pn_jid")).contains(alice.pn());
    }

    @Test
    void theOtherSidesOfAUser() throws Exception {
        var account = account(alice);
        sandbox.exchange().loop().call(() -> {
            sandbox.people().abouts().change(account, "at the sea");
            sandbox.people().pictures().change(account, Optional.of(Octets.ofHex("ffd8")));
            sandbox.people().of(account).business(Optional.of(new Business("Alice's", List.of())));
            return true;
        });
        var all = List.of(
                Node.of("status"),
                Node.of("picture"),
                Node.of("disappearing_mode"),
                Node.of("business"),
                Node.of("username"),
                Node.of("bot"));

        var user = askOne(all, user(alice.pn()));
        assertThat(user.requireChild("status").text()).contains("at the sea");
        assertThat(user.requireChild("status").attributes().requireNumber("t")).isPositive();
        assertThat(user.requireChild("picture").attributes().requireNumber("id"))
                .isPositive();
        assertThat(user.requireChild("disappearing_mode").attributes().text("duration"))
                .contains("0");
        assertThat(user.requireChild("business").requireChild("verified_name").bytes())
                .isPresent();
        assertThat(user.requireChild("username")).isEqualTo(Node.of("username"));

        var plain = askOne(all, user(bob.pn()));
        assertThat(plain.requireChild("status")).isEqualTo(Node.of("status"));
        assertThat(plain.child("picture")).isEmpty();
        assertThat(plain.requireChild("business")).isEqualTo(Node.of("business"));
    }

    @Test
    void aBotIsWhoTheDirectoryHas() throws Exception {
        var bot = Jid.parse("867051314767696@bot");
        sandbox.exchange().loop().call(() -> {
            sandbox.people().bots().add(bot, "persona");
            return true;
        });

        var profile =
                askOne(List.of(Node.of("bot")), user(bot)).requireChild("bot").requireChild("profile");

        assertThat(profile.attributes().text("persona_id")).contains("persona");
    }

    @Test
    void aHiddenAboutTextIsRefused() throws Exception {
        var dora = TestCompanion.linked(sandbox, "dora");
        try (var link = dora.online()) {
            choose(link, "status", "none");
        }

        var user = askOne(List.of(Node.of("status")), user(dora.pn()));

        assertThat(user.requireChild("status").attributes().text("code")).contains("401");
    }

    private static void choose(TestLink link, String category, String value) throws Exception {
        link.query(Ask.set(
                "privacy",
                Node.tag("privacy")
                        .child(Node.tag("category").attribute("name", category).attribute("value", value))
                        .build()));
    }

    @Test
    void whoAskedHearsOfNewAndRemovedDevices() throws Exception {
        var erin = TestCompanion.linked(sandbox, "erin");
        try (var link = bob.online();
                var own = erin.online()) {
            link.query(usync(List.of(devices()), user(erin.pn())));

            var second = TestCompanion.linked(sandbox, "erin");
            var added = link.await(node -> node.is("notification"));
            assertThat(added.attributes().text("type")).contains("devices");
            assertThat(added.attributes().jid("from")).contains(erin.pn());
            assertThat(added.attributes().jid("lid")).contains(erin.lid());
            var add = added.requireChild("add");
            assertThat(add.attributes().text("device_hash").orElseThrow()).matches("2:.{8}");
            assertThat(add.requireChild("device").attributes().jid("jid")).contains(second.pn());
            assertThat(add.requireChild("device").attributes().jid("lid")).contains(second.lid());
            assertThat(add.requireChild("device").attributes().requireNumber("key-index"))
                    .isPositive();
            assertThat(add.requireChild("key-index-list").bytes()).isPresent();
            var sync = own.await(node -> node.is("notification"));
            assertThat(sync.attributes().text("type")).contains("account_sync");
            assertThat(sync.requireChild("devices").children()).hasSize(2);

            sandbox.exchange().loop().call(() -> {
                sandbox.exchange().unlink(account(erin).device(1).orElseThrow(), "test");
                return true;
            });
            var removed = link.await(node -> node.is("notification")).requireChild("remove");
            assertThat(removed.requireChild("device").attributes().jid("jid")).contains(second.pn());
            assertThat(removed.requireChild("key-index-list").bytes()).isEmpty();
            assertThat(removed.requireChild("key-index-list").attributes().requireNumber("ts"))
                    .isPositive();
        }
    }
}
