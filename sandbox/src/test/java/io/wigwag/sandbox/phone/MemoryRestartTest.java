package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.phone.Manners.Receipts;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// What phones know of their past, after a restart.
class MemoryRestartTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SEED = 23;

    @TempDir
    private Path data = Path.of("");

    private Sandbox start() throws Exception {
        return Sandbox.start(SandboxSettings.builder().data(data).seed(SEED).build());
    }

    private static <T> T in(Sandbox sandbox, Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private static VirtualPhone phone(Sandbox sandbox, String name) throws Exception {
        var account =
                in(sandbox, () -> sandbox.exchange().accounts().byName(name).orElseThrow());
        return sandbox.phones().find(account).orElseThrow();
    }

    @Test
    void whatWasReadWrittenAndHeardIsThere() throws Exception {
        List<Received> read;
        List<SeenReceipt> receipts;
        List<?> heard;
        try (var before = start()) {
            var alice = before.phones().create("alice");
            var bob = before.phones().create("bob");
            bob.manners(Manners.SILENT.receipts(Receipts.READ).reply("so: {text}"));
            alice.sendText("name:bob", "hello");
            alice.awaitText("so: hello", SOON);
            alice.available(true);
            alice.chatState("name:bob", ChatState.WRITING);
            read = bob.inbox();
            receipts = alice.receipts();
            heard = bob.heard();
            assertThat(receipts).hasSize(2);
            assertThat(heard).isNotEmpty();
        }

        try (var after = start()) {
            var alice = phone(after, "alice");
            var bob = phone(after, "bob");
            assertThat(bob.inbox()).isEqualTo(read);
            assertThat(alice.receipts()).isEqualTo(receipts);
            assertThat(bob.heard()).isEqualTo(heard);

            alice.sendText("name:bob", "again");

            alice.awaitText("so: again", SOON);
            assertThat(bob.inbox().getLast().seq()).isEqualTo(read.size() + 1L);
            assertThat(after.exchange().loop().failures()).isZero();
        }
    }

    @Test
    void whatWasWrittenIsSentAgainWhenAskedForLater() throws Exception {
        String id;
        try (var before = start()) {
            var alice = before.phones().create("alice");
            var bob = before.phones().create("bob");
            bob.manners(Manners.SILENT.retries(false));
            id = alice.send(Draft.of("name:bob", Contents.text("spoiled")).spoiled(Corruption.MAC))
                    .id();
            in(before, () -> true);
            assertThat(bob.inbox()).isEmpty();
        }

        try (var after = start()) {
            var alice = phone(after, "alice");
            var bob = phone(after, "bob");
            in(after, () -> {
                var retry = Node.tag("receipt")
                        .attribute("to", alice.pn())
                        .attribute("id", id)
                        .attribute("type", "retry")
                        .child(Node.tag("retry").attribute("count", 1).attribute("id", id))
                        .build();
                after.traffic().receipts().send(bob.account().device(0).orElseThrow(), retry);
                return true;
            });

            assertThat(bob.awaitText("spoiled", SOON).id()).isEqualTo(id);
        }
    }

    @Test
    void howOftenSomethingWasAskedForIsNotForgotten() throws Exception {
        try (var before = start()) {
            var alice = before.phones().create("alice");
            in(before, () -> memory(before, alice).ask(alice.account().device(0).orElseThrow(), "ID/1"));
        }
        try (var after = start()) {
            var alice = phone(after, "alice");
            assertThat(in(
                            after,
                            () -> memory(after, alice)
                                    .ask(alice.account().device(0).orElseThrow(), "ID/1")))
                    .isEqualTo(2);
        }
    }

    private static PhoneMemory memory(Sandbox sandbox, VirtualPhone phone) {
        return sandbox.phones().memory(phone.account());
    }

    /// The sender's ack may leave before the phone has had its turn.
    @Test
    void whatHadComeAndWasNotReadIsReadThen() throws Exception {
        try (var before = start()) {
            var alice = before.phones().create("alice");
            var bob = before.phones().create("bob");
            in(before, () -> {
                var voice = before.phones().voice(alice.account());
                var device = bob.account().device(0).orElseThrow();
                var encrypted = voice.sessions().encrypt(device, voice.pad(Contents.text("unread")));
                var stanza = Node.tag("message")
                        .attribute("from", alice.pn())
                        .attribute("id", "U1")
                        .attribute("type", "text")
                        .child(Node.tag("enc")
                                .attribute("v", "2")
                                .attribute("type", encrypted.type().wireName())
                                .bytes(encrypted.ciphertext()))
                        .build();
                return memory(before, bob)
                        .unread()
                        .add(new PhoneMemory.Unread(Kind.MESSAGE, stanza, OptionalInt.empty()));
            });
            assertThat(bob.inbox()).isEmpty();
        }

        try (var after = start()) {
            assertThat(phone(after, "bob").awaitText("unread", SOON).id()).isEqualTo("U1");
        }
    }

    @Test
    void theMessagesOfChatsAreThereForCompanionsToCome() throws Exception {
        WebMessageInfo old;
        try (var before = start()) {
            var alice = before.phones().create("alice");
            var bob = before.phones().create("bob");
            alice.sendText("name:bob", "hello");
            bob.awaitText("hello", SOON);
            old = in(before, () -> archived(before, bob, alice)).getFirst();
        }
        try (var after = start()) {
            var bob = phone(after, "bob");
            var alice = phone(after, "alice");
            assertThat(in(after, () -> archived(after, bob, alice))).containsExactly(old);
        }
    }

    private static List<WebMessageInfo> archived(Sandbox sandbox, VirtualPhone owner, VirtualPhone partner) {
        return sandbox.phones().archive().chat(owner.account(), partner.pn()).all();
    }

    @Test
    void whatACompanionHadSaidToItsPersonaIsHeardThen() throws Exception {
        try (var before = start()) {
            in(before, () -> {
                var account = before.exchange().createAccount("alice", "alice", Account.Kind.HEADLESS);
                var companion = new LinkedCompanion(before.exchange(), account, new SeededRandom(SEED));
                var garbage = Node.tag("message")
                        .attribute("from", companion.device().pn())
                        .attribute("id", "ASK1")
                        .attribute("category", "peer")
                        .child(Node.tag("enc").attribute("type", "msg").text("garbage"))
                        .build();
                return before.phones()
                        .memory(account)
                        .unread()
                        .add(new PhoneMemory.Unread(Kind.MESSAGE, garbage, OptionalInt.of(0)));
            });
        }

        try (var after = start()) {
            in(after, () -> true);
            var asksAgain = in(
                    after,
                    () -> after
                            .exchange()
                            .accounts()
                            .byName("alice")
                            .orElseThrow()
                            .device(0)
                            .orElseThrow()
                            .queue()
                            .entries()
                            .stream()
                            .anyMatch(entry -> entry.stanza().attributes().is("type", "retry")
                                    && entry.stanza().attributes().is("id", "ASK1")));
            assertThat(asksAgain).isTrue();
        }
    }

    /// One message moves one session on; what else there is stays as it lies in the file.
    @Test
    void aMessageWritesTheSessionThatItMoves() throws Exception {
        try (var sandbox = start()) {
            var alice = sandbox.phones().create("alice");
            for (var name : List.of("bob", "carol", "dora")) {
                sandbox.phones().create(name);
                alice.sendText("name:" + name, "hello");
                phone(sandbox, name).awaitText("hello", SOON);
            }
            var before = personas(sandbox);
            assertThat(before.keySet())
                    .filteredOn(key -> key.startsWith(alice.number() + "/session/"))
                    .hasSize(3);

            alice.sendText("name:bob", "once more");
            phone(sandbox, "bob").awaitText("once more", SOON);

            var moved = personas(sandbox).entrySet().stream()
                    .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                    .map(Map.Entry::getKey)
                    .toList();
            var bob = phone(sandbox, "bob");
            assertThat(moved)
                    .containsExactlyInAnyOrder(
                            alice.number() + "/session/" + bob.pn(), bob.number() + "/session/" + alice.pn());
        }
    }

    private static Map<String, ObjectNode> personas(Sandbox sandbox) throws Exception {
        return sandbox.ledger().kept().getOrDefault("personas", Map.of());
    }
}
