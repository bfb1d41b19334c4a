package io.wigwag.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.people.Business;
import io.wigwag.sandbox.people.Contacts;
import io.wigwag.sandbox.people.PrivacyChoices;
import io.wigwag.sandbox.world.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// A world in which much has happened is, after a crash, the world that it was.
class WorldRestartTest {
    private static final Octets JPEG = Octets.ofHex("ffd8ffe000104a46");

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path first = Path.of("");

    @TempDir
    private Path copy = Path.of("");

    private static Sandbox start(Path folder) throws Exception {
        return Sandbox.start(
                SandboxSettings.builder().plainPort(0).seed(5).data(folder).build());
    }

    private static <T> T in(Sandbox sandbox, Callable<T> what) throws Exception {
        return sandbox.exchange().loop().call(what);
    }

    /// Without the count of runs, which a restart raises.
    private static Map<String, Map<String, ObjectNode>> world(Sandbox sandbox) throws Exception {
        var world = new TreeMap<>(in(sandbox, () -> sandbox.ledger().dump()));
        world.remove("runs");
        return world;
    }

    private static Map<String, Map<String, ObjectNode>> kept(Sandbox sandbox) throws IOException {
        var kept = new TreeMap<>(sandbox.ledger().kept());
        kept.remove("runs");
        return kept;
    }

    /// The whole folder as a crash at this moment would leave it.
    private void crash() throws IOException {
        try (var files = Files.walk(first)) {
            for (var file : files.toList()) {
                var target = copy.resolve(first.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static Account account(Sandbox sandbox, String name) {
        return sandbox.exchange().accounts().byName(name).orElseThrow();
    }

    private static void live(Sandbox sandbox) {
        var people = sandbox.people();
        var alice = account(sandbox, "alice");
        var bob = account(sandbox, "bob");
        var carol = account(sandbox, "restricted:carol");
        people.abouts().change(alice, "here");
        people.pictures().change(alice, Optional.of(JPEG));
        people.of(bob)
                .business(Optional.of(new Business(
                        "Bob & Sons",
                        List.of(Node.tag("address").bytes(Octets.ofHex("4d")).build()))));
        people.of(bob).contacts(new Contacts.Only(Set.of(alice, carol)));
        people.privacySettings().choose(alice, PrivacyChoices.LAST, PrivacyChoices.NONE);
        people.blockList().change(alice, carol, true);
        people.blockList().change(alice, bob, true);
        people.blockList().change(alice, bob, false);
        people.tokens().issue(carol, alice, sandbox.exchange().clock().seconds());
        people.tokens().issue(carol, alice, sandbox.exchange().clock().seconds() + 1);
        people.properties().set(7, "1");
        people.properties().set(bob, 8, "x");
        people.bots().add(Jid.SERVER, "persona");
        bob.companionLimit(1);
        sandbox.passkeys().demand(bob, true);
        assertThat(sandbox.passkeys().credential(bob).size()).isPositive();
        sandbox.exchange().acquaintances().learnt(bob, alice);
        sandbox.blobs().store("image", JPEG);
        sandbox.blobs().remove(sandbox.blobs().store("image", Octets.ofHex("00")));
    }

    private static void fill(Sandbox sandbox) throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        var bob = sandbox.phones().create("bob");
        var carol = sandbox.phones().create("restricted:carol");
        var group = bob.createGroup("Friends", "name:restricted:carol");
        bob.sendText(group.toString(), "hello");
        carol.awaitText("hello", SOON);
        in(sandbox, () -> {
            live(sandbox);
            var news = sandbox.channels().create(account(sandbox, "bob"), "news");
            sandbox.channels().follow(news, account(sandbox, "alice"));
            var phone =
                    sandbox.exchange().accounts().device(account(sandbox, "bob").pn());
            var post = Node.tag("message")
                    .attribute("to", news.jid())
                    .attribute("id", "P1")
                    .attribute("type", "text")
                    .child(Node.tag("plaintext").bytes(Octets.ofHex("0a0161")))
                    .build();
            assertThat(sandbox.traffic()
                            .messages()
                            .send(phone.orElseThrow(), post)
                            .isRefused())
                    .isFalse();
            var device = sandbox.exchange().accounts().device(alice.pn()).orElseThrow();
            sandbox.people().dirtyBits().mark(device, "groups");
            sandbox.people().dirtyBits().mark(device, "account_sync");
            sandbox.traffic().presences().available(device, true);
            sandbox.traffic().presences().available(device, false);
            return true;
        });
        try (var link = alice.online()) {
            link.query(iq("w:qr", "set")
                    .child(Node.tag("qr").attribute("type", "contact").attribute("action", "get"))
                    .build());
            link.query(iq("disappearing_mode", "set")
                    .child(Node.tag("disappearing_mode").attribute("duration", 60))
                    .build());
            link.query(iq("urn:xmpp:whatsapp:dirty", "set")
                    .child(Node.tag("clean").attribute("type", "groups"))
                    .build());
            link.query(iq("privacy", "set")
                    .child(Node.tag("privacy")
                            .child(Node.tag("category")
                                    .attribute("name", PrivacyChoices.PROFILE)
                                    .attribute("value", PrivacyChoices.ALL_BUT)
                                    .attribute("dhash", "none")
                                    .child(Node.tag("user")
                                            .attribute(
                                                    "jid",
                                                    account(sandbox, "bob").lid())
                                            .attribute("action", "add"))))
                    .build());
        }
    }

    private static NodeBuilder iq(String xmlns, String type) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", xmlns)
                .attribute("type", type);
    }

    @Test
    void theWorldIsTheSameAfterACrash() throws Exception {
        try (var before = start(first)) {
            fill(before);
            var world = world(before);
            assertThat(kept(before)).isEqualTo(world);
            assertThat(world)
                    .allSatisfy((name, entries) -> assertThat(Set.of("groups", "queues", "groupPictures", "settings"))
                            .as(name)
                            .matches(empty -> empty.contains(name) || !entries.isEmpty()));
            crash();

            try (var after = start(copy)) {
                assertThat(world(after)).isEqualTo(world);
                assertThat(kept(after)).isEqualTo(world);
                for (var blob : after.blobs().all()) {
                    assertThat(blob.content().bytes().size()).isEqualTo(blob.size());
                }
                assertThat(after.exchange().loop().failures()).isZero();
            }
        }
    }

    @Test
    void whoWasRemovedIsGoneForGood() throws Exception {
        try (var sandbox = start(first)) {
            fill(sandbox);
            in(sandbox, () -> {
                for (var name : List.of("restricted:carol", "bob")) {
                    sandbox.exchange().removeAccount(account(sandbox, name));
                }
                return true;
            });
            assertThat(kept(sandbox)).isEqualTo(world(sandbox));
            in(sandbox, () -> {
                sandbox.exchange().reset();
                sandbox.blobs().clear();
                return true;
            });
            assertThat(kept(sandbox)).isEqualTo(world(sandbox));
            assertThat(kept(sandbox))
                    .allSatisfy((name, entries) -> assertThat(entries)
                            .as(name)
                            .matches(left -> Set.of("noise", "tls").contains(name) || left.isEmpty()));
        }
    }

    @Test
    void nobodyGetsTheKeysOfSomebodyElseAfterARestart() throws Exception {
        String identity;
        try (var before = start(first)) {
            identity = in(before, () -> {
                before.exchange().createAccount("alice", "alice", Account.Kind.HEADLESS);
                return account(before, "alice")
                        .persona()
                        .identity()
                        .publicKey()
                        .octets()
                        .toHex();
            });
            crash();
        }
        try (var after = start(copy)) {
            var other = in(after, () -> {
                after.exchange().createAccount("bob", "bob", Account.Kind.HEADLESS);
                return account(after, "bob")
                        .persona()
                        .identity()
                        .publicKey()
                        .octets()
                        .toHex();
            });
            assertThat(other).isNotEqualTo(identity);
        }
    }
}
