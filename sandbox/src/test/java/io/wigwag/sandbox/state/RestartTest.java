package io.wigwag.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A killed process is the copy of its folder at any moment: nothing that a client was told may be missing from it.
class RestartTest {
    private static final String JOURNAL = "world.journal";

    @TempDir
    private Path first = Path.of("");

    @TempDir
    private Path copy = Path.of("");

    private static Sandbox start(Path folder) throws Exception {
        return Sandbox.start(SandboxSettings.builder().plainPort(0).data(folder).build());
    }

    /// The folder as a crash at this moment would leave it.
    private void crash() throws IOException {
        Files.copy(first.resolve(JOURNAL), copy.resolve(JOURNAL));
    }

    private static Node message(String id, TestCompanion to) {
        return Node.tag("message")
                .attribute("to", to.pn().bare())
                .attribute("id", id)
                .attribute("type", "text")
                .child(Node.tag("participants")
                        .child(Node.tag("to")
                                .attribute("jid", to.pn())
                                .child(Node.tag("enc")
                                        .attribute("v", "2")
                                        .attribute("type", "msg")
                                        .bytes(Octets.wrap(new byte[] {1, 2, 3})))))
                .build();
    }

    private static Node upload(TestCompanion by, int keys) {
        var list = Node.tag("list");
        for (var id = 1; id <= keys; id++) {
            list.child(Node.tag("key")
                    .child(Node.tag("id").bytes(Octets.wrap(new byte[] {0, 0, (byte) id})))
                    .child(Node.tag("value").bytes(Octets.wrap(new byte[32]))));
        }
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", "encrypt")
                .attribute("type", "set")
                .child(Node.tag("registration").bytes(Octets.wrap(new byte[] {0, 0, 0, 9})))
                .child(Node.tag("type").bytes(Octets.wrap(new byte[] {5})))
                .child(Node.tag("identity").bytes(by.identity.publicKey().octets()))
                .child(list)
                .child(Node.tag("skey")
                        .child(Node.tag("id").bytes(Octets.wrap(new byte[] {0, 0, 1})))
                        .child(Node.tag("value")
                                .bytes(by.signedPreKey.publicKey().octets()))
                        .child(Node.tag("signature").bytes(by.signedPreKeySignature())))
                .build();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterACrash() throws Exception {
        try (var before = start(first)) {
            var alice = TestCompanion.linked(before, "alice");
            var bob = TestCompanion.linked(before, "bob");
            try (var link = alice.online()) {
                assertThat(link.query(upload(alice, 20)).attributes().text("type"))
                        .contains("result");
                for (var i = 0; i < 5; i++) {
                    var id = "m" + i;
                    link.send(message(id, bob));
                    link.await(node -> node.is("ack") && node.attributes().is("id", id));
                }
                crash();
            }
            try (var after = start(copy)) {
                assertThat(after.noiseRoot()).isEqualTo(before.noiseRoot());
                assertThat(after.tls().pem()).isEqualTo(before.tls().pem());
                bob.moveTo(after);
                try (var link = bob.online()) {
                    assertThat(link.inbox().stream()
                                    .filter(node -> node.is("message")
                                            && !node.attributes().has("category"))
                                    .map(node -> node.attributes().text("id").orElseThrow()))
                            .containsExactly("m0", "m1", "m2", "m3", "m4");
                }
                alice.moveTo(after);
                try (var link = alice.online()) {
                    var count = link.query(Node.tag("iq")
                            .attribute("to", Jid.SERVER)
                            .attribute("xmlns", "encrypt")
                            .attribute("type", "get")
                            .child(Node.of("count"))
                            .build());
                    assertThat(count.requireChild("count").attributes().text("value"))
                            .contains("20");
                }
                var carol = TestCompanion.linked(after, "alice");
                assertThat(carol.pn()).isEqualTo(alice.pn().withDevice(1));
            }
        }
    }

    @Test
    void theFileHoldsTheWorldAsItStands() throws Exception {
        try (var sandbox = start(first)) {
            var alice = TestCompanion.linked(sandbox, "alice");
            var second = TestCompanion.linked(sandbox, "alice");
            try (var link = alice.online()) {
                link.query(upload(alice, 3));
                link.send(message("m", second));
                link.await(node -> node.is("ack"));
            }
            sandbox.exchange().loop().call(() -> {
                sandbox.exchange()
                        .unlink(
                                sandbox.exchange()
                                        .accounts()
                                        .device(second.pn())
                                        .orElseThrow(),
                                "test");
                return true;
            });

            var world = sandbox.exchange().loop().call(() -> sandbox.ledger().dump());
            assertThat(sandbox.ledger().kept()).isEqualTo(world);
        }
    }

    @Test
    void anEndThatWasCutOffIsLeftOut() throws Exception {
        try (var sandbox = start(first)) {
            TestCompanion.linked(sandbox, "alice");
            crash();
        }
        var whole = Files.readAllBytes(copy.resolve(JOURNAL));
        var seed = 20_261_121L;
        var random = new Random(seed);
        for (var i = 0; i < 5; i++) {
            var cut = random.nextInt(whole.length);
            Files.write(
                    copy.resolve(JOURNAL),
                    Arrays.copyOf(whole, cut),
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.CREATE);
            assertThat(Journal.read(copy.resolve(JOURNAL)))
                    .as("cut at %d, seed %d", cut, seed)
                    .isNotNull();
        }
        var torn = whole.clone();
        torn[whole.length - 1] ^= 1;
        Files.write(copy.resolve(JOURNAL), torn);
        assertThat(Journal.read(copy.resolve(JOURNAL))).containsKey("noise");
        var filled = Arrays.copyOf(whole, whole.length + 100);
        Files.write(copy.resolve(JOURNAL), filled);
        try (var after = start(copy)) {
            assertThat(after.exchange().accounts().byName("alice")).isPresent();
        }
        assertThat(copy.resolve(JOURNAL + ".cut"))
                .as("what was left out can be looked at")
                .hasBinaryContent(filled);
    }

    @Test
    void aFileThatIsWholeIsNotPutAside() throws Exception {
        try (var sandbox = start(first)) {
            TestCompanion.linked(sandbox, "alice");
            crash();
        }
        try (var after = start(copy)) {
            assertThat(after.exchange().accounts().byName("alice")).isPresent();
        }
        assertThat(copy.resolve(JOURNAL + ".cut")).doesNotExist();
    }
}
