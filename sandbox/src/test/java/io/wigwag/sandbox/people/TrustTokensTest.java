package io.wigwag.sandbox.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.world.Account;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrustTokensTest extends OneSandbox {
    @AfterEach
    void backToTheUsualTime() {
        sandbox.clock().set(SandboxClock.SYSTEM);
    }

    private static Node token(Jid whom, long seconds) {
        return Ask.set(
                "privacy",
                Node.tag("tokens")
                        .child(Node.tag("token")
                                .attribute("jid", whom)
                                .attribute("t", seconds)
                                .attribute("type", "trusted_contact"))
                        .build());
    }

    private static Node told(Node answer) throws Exception {
        return answer.requireChild("tokens").requireChild("token");
    }

    /// The acknowledgement of a message with one more child.
    private static Node send(TestLink link, String id, Jid to, Optional<Node> child) throws Exception {
        var message = Node.tag("message")
                .attribute("to", to)
                .attribute("id", id)
                .attribute("type", "text")
                .child(Node.tag("participants")
                        .child(Node.tag("to")
                                .attribute("jid", to)
                                .child(Node.tag("enc")
                                        .attribute("v", "2")
                                        .attribute("type", "msg")
                                        .bytes(Octets.ofHex("00")))));
        child.ifPresent(message::child);
        link.send(message.build());
        return link.await(node -> node.is("ack") && node.attributes().is("id", id));
    }

    private static Optional<Node> tctoken(Octets bytes) {
        return Optional.of(Node.tag("tctoken").bytes(bytes).build());
    }

    @Test
    void aTokenGoesToTheTrustedPersonAndOpensTheDoor() throws Exception {
        var carol = linked("restricted:carol");
        var alice = linked("alice");
        try (var restricted = carol.online();
                var link = alice.online()) {
            assertThat(send(link, "m1", carol.pn(), Optional.empty())
                            .attributes()
                            .text("error"))
                    .contains("463");
            assertThat(send(link, "m2", carol.pn(), tctoken(Octets.ofHex("0011")))
                            .attributes()
                            .text("error"))
                    .contains("463");

            var now = sandbox.clock().seconds();
            assertThat(told(restricted.query(token(alice.lid(), now))).bytes())
                    .as("alice has given none")
                    .isEmpty();
            var news = link.await("notification");
            assertThat(news.attributes().text("type")).contains("privacy_token");
            assertThat(news.attributes().jid("from")).contains(carol.pn());
            assertThat(news.attributes().jid("sender_lid")).contains(carol.lid());
            var given = news.requireChild("tokens").requireChild("token");
            assertThat(given.attributes().requireNumber("t")).isEqualTo(now);

            var ack = send(link, "m3", carol.pn(), tctoken(given.requireBytes()));
            assertThat(ack.attributes().has("error")).isFalse();
            restricted.await(node -> node.attributes().is("id", "m3"));
            assertThat(restricted.inbox())
                    .noneMatch(node -> node.attributes().is("id", "m1")
                            || node.attributes().is("id", "m2"));
        }
    }

    @Test
    void whoGivesATokenGetsTheOneThatWasGivenBack() throws Exception {
        var carol = linked("carol");
        var alice = linked("alice");
        try (var one = carol.online();
                var other = alice.online()) {
            var now = sandbox.clock().seconds();
            one.query(token(alice.pn(), now));
            var given = other.await("notification").requireChild("tokens").requireChild("token");

            var back = told(other.query(token(carol.lid(), now + 5)));

            assertThat(back.attributes().jid("jid")).contains(carol.lid());
            assertThat(back.requireBytes()).isEqualTo(given.requireBytes());
            assertThat(back.attributes().requireNumber("t")).isEqualTo(now);
        }
    }

    @Test
    void anOlderTokenOpensUntilItExpires() throws Exception {
        var carol = linked("restricted:carol");
        var alice = linked("alice");
        var owner = account(carol);
        var holder = account(alice);
        var tokens = sandbox.people().tokens();
        var now = sandbox.clock().seconds();
        var first = world(() -> {
            tokens.issue(owner, holder, now);
            var made = tokens.latest(owner, holder).orElseThrow();
            tokens.issue(owner, holder, now + 1);
            return made;
        });
        var stanza = Node.tag("message")
                .child(Node.tag("tctoken").bytes(first.bytes()))
                .build();

        assertThat(world(() -> tokens.latest(owner, holder).orElseThrow())).isNotEqualTo(first);
        assertThat(world(() -> tokens.opens(holder, owner, stanza))).isTrue();
        assertThat(world(() -> tokens.opens(owner, owner, Node.of("message")))).isTrue();

        sandbox.clock().set(new SandboxClock.Mode.Offset(Duration.ofDays(28)));
        assertThat(world(() -> tokens.opens(holder, owner, stanza))).isFalse();
    }

    @Test
    void aTokenMadeWithTheSendersSaltOpensMessagesOnly() throws Exception {
        var carol = linked("restricted:carol");
        var alice = linked("alice");
        try (var restricted = carol.online();
                var link = alice.online()) {
            var salt = world(() -> sandbox.people().of(account(alice)).salt());
            var name = carol.lid().user() + "@lid";
            var token = Octets.wrap(HmacSha256.of(salt.toArray(), name.getBytes(StandardCharsets.UTF_8)));
            var child = Node.tag("cstoken").bytes(token).build();

            var ack = send(link, "m1", carol.lid(), Optional.of(child));

            assertThat(ack.attributes().has("error")).isFalse();
            assertThat(restricted
                            .await(node -> node.attributes().is("id", "m1"))
                            .child("cstoken"))
                    .as("a token is for the service alone")
                    .isEmpty();
            var subscription = Node.tag("presence").child(child).build();
            assertThat(world(() -> sandbox.exchange()
                            .consent()
                            .isWatchable(
                                    account(carol), account(alice).device(0).orElseThrow(), subscription)))
                    .isFalse();
        }
    }

    @Test
    void flagsSwitchEitherKindOff() throws Exception {
        var carol = account(linked("scenario:restricted,tc_enabled=0:carol"));
        var dora = account(linked("scenario:restricted,cs_enabled=0:dora"));
        var alice = linked("alice");
        var sender = account(alice);
        var tokens = sandbox.people().tokens();
        world(() -> {
            tokens.issue(carol, sender, sandbox.clock().seconds());
            var tctoken = Node.tag("message")
                    .child(Node.tag("tctoken")
                            .bytes(tokens.latest(carol, sender).orElseThrow().bytes()))
                    .build();
            assertThat(tokens.opens(sender, carol, tctoken)).isFalse();
            assertThat(tokens.isSaltToken(sender, carol, salted(sender, carol))).isTrue();
            assertThat(tokens.isSaltToken(sender, dora, salted(sender, dora))).isFalse();
            return true;
        });
    }

    private Node salted(Account sender, Account recipient) {
        return Node.tag("message")
                .child(Node.tag("cstoken").bytes(sandbox.people().tokens().saltToken(sender, recipient)))
                .build();
    }

    @Test
    void aRestrictedPersonsPictureNeedsAToken() throws Exception {
        var carol = linked("restricted:carol");
        var alice = linked("alice");
        world(() -> {
            sandbox.people().pictures().change(account(carol), Optional.of(Octets.ofHex("ffd8")));
            sandbox.people()
                    .tokens()
                    .issue(account(carol), account(alice), sandbox.clock().seconds());
            return true;
        });
        var token = world(() -> sandbox.people().tokens().latest(account(carol), account(alice)))
                .orElseThrow()
                .bytes();
        try (var link = alice.online()) {
            var plain = Ask.get(
                            "w:profile:picture",
                            Node.tag("picture").attribute("type", "image").build())
                    .toBuilder()
                    .attribute("target", carol.pn())
                    .build();
            assertThat(Ask.errorOf(link.query(plain))).isEqualTo("401");

            var inside = Ask.get(
                            "w:profile:picture",
                            Node.tag("picture")
                                    .attribute("type", "image")
                                    .child(Node.tag("tctoken").bytes(token))
                                    .build())
                    .toBuilder()
                    .attribute("target", carol.pn())
                    .build();
            assertThat(link.query(inside).requireChild("picture").attributes().has("url"))
                    .isTrue();

            var beside = plain.toBuilder().child(tctoken(token).orElseThrow()).build();
            assertThat(link.query(beside).requireChild("picture").attributes().has("url"))
                    .isTrue();
        }
    }
}
