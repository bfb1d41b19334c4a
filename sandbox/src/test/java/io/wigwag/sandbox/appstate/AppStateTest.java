package io.wigwag.sandbox.appstate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.appstate.SyncdPatch;
import io.wigwag.sandbox.Ask;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.TestSandbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppStateTest {
    private Sandbox sandbox = TestSandbox.start();

    @BeforeEach
    void nothingFailedYet() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
    }

    @AfterEach
    void end() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private static Octets patch(String name) {
        return Octets.wrap(SyncdPatch.newBuilder()
                .setPatchMac(ByteString.copyFrom(name, StandardCharsets.UTF_8))
                .build()
                .toByteArray());
    }

    private static Node collection(String name, long version) {
        return Node.tag("collection")
                .attribute("name", name)
                .attribute("version", version)
                .build();
    }

    private static Node write(String name, long version, String patch) {
        return Node.tag("collection")
                .attribute("name", name)
                .attribute("version", version)
                .child(Node.tag("patch").bytes(patch(patch)))
                .build();
    }

    private static List<Node> sync(TestLink link, Node... collections) throws Exception {
        return link.query(Ask.set(
                        "w:sync:app:state",
                        Node.tag("sync").children(List.of(collections)).build()))
                .requireChild("sync")
                .children("collection");
    }

    private static List<SyncdPatch> patches(Node collection) throws Exception {
        var patches = new ArrayList<SyncdPatch>();
        for (var patch : collection.requireChild("patches").children("patch")) {
            patches.add(SyncdPatch.parseFrom(patch.requireBytes().asBuffer()));
        }
        return patches;
    }

    private static Node empty(String name) {
        return Node.tag("collection")
                .attribute("name", name)
                .attribute("type", "result")
                .attribute("version", 0)
                .build();
    }

    @Test
    void everyCollectionAskedForIsAnsweredAlsoEmptyOnes() throws Exception {
        try (var link = TestCompanion.linked(sandbox, "alice").online()) {
            var snapshot = Node.tag("collection")
                    .attribute("name", "critical_block")
                    .attribute("return_snapshot", "true")
                    .build();

            assertThat(sync(
                            link,
                            snapshot,
                            collection("critical_unblock_low", 0),
                            collection("regular_high", 0),
                            collection("regular_low", 0),
                            collection("regular", 0)))
                    .hasSize(5)
                    .endsWith(
                            empty("critical_unblock_low"),
                            empty("regular_high"),
                            empty("regular_low"),
                            empty("regular"));
        }
    }

    @Test
    void patchesAreServedWithTheVersionsThatTheyMade() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        try (var link = alice.online()) {
            var made = sync(link, write("regular", 0, "one")).getFirst();
            assertThat(made.attributes().text("type")).contains("result");
            assertThat(made.attributes().text("version")).contains("1");
            sync(link, write("regular", 1, "two"));

            var all = sync(link, collection("regular", 0)).getFirst();
            assertThat(all.attributes().text("version")).contains("2");
            assertThat(all.attributes().has("has_more_patches")).isFalse();
            assertThat(patches(all))
                    .extracting(patch -> patch.getVersion().getVersion() + " "
                            + patch.getPatchMac().toStringUtf8())
                    .containsExactly("1 one", "2 two");
            assertThat(patches(sync(link, collection("regular", 1)).getFirst())).hasSize(1);
            assertThat(sync(link, collection("regular", 2)).getFirst().children())
                    .isEmpty();
        }
    }

    @Test
    void aConflictTellsWhatIsMissingAndLeavesTheOthersAlone() throws Exception {
        try (var link = TestCompanion.linked(sandbox, "alice").online()) {
            sync(link, write("regular", 0, "one"));

            var answers = sync(link, write("regular", 0, "late"), write("regular_low", 0, "fine"));

            var conflict = answers.getFirst();
            assertThat(conflict.attributes().text("type")).contains("error");
            assertThat(conflict.requireChild("error").attributes().text("code")).contains("409");
            assertThat(patches(conflict))
                    .extracting(patch -> patch.getPatchMac().toStringUtf8())
                    .containsExactly("one");
            assertThat(answers.getLast().attributes().text("type")).contains("result");
            assertThat(answers.getLast().attributes().text("version")).contains("1");
            assertThat(sync(link, collection("regular", 1)).getFirst().children())
                    .isEmpty();
            assertThat(sandbox.events().after(0)).anyMatch(event -> event.type().equals("appstate.conflict"));
        }
    }

    @Test
    void whatIsNoCollectionOrNoPatchOrNotYetThereIsRefused() throws Exception {
        try (var link = TestCompanion.linked(sandbox, "alice").online()) {
            var garbage = Node.tag("collection")
                    .attribute("name", "regular")
                    .attribute("version", 0)
                    .child(Node.tag("patch").bytes(Octets.ofHex("ffffff")))
                    .build();
            var answers = sync(link, collection("nonsense", 0), garbage, collection("regular_low", 7));

            assertThat(answers)
                    .extracting(answer -> answer.child("error")
                            .flatMap(error -> error.attributes().text("code"))
                            .orElse(""))
                    .containsExactly("400", "400", "409");
        }
    }

    @Test
    void manyPatchesComeInPages() throws Exception {
        try (var link = TestCompanion.linked(sandbox, "alice").online()) {
            for (var i = 0; i < 51; i++) {
                sync(link, write("regular_high", i, "patch " + i));
            }

            var first = sync(link, collection("regular_high", 0)).getFirst();
            assertThat(patches(first)).hasSize(50);
            assertThat(first.attributes().text("version")).contains("50");
            assertThat(first.attributes().text("has_more_patches")).contains("true");
            assertThat(patches(sync(link, collection("regular_high", 50)).getFirst()))
                    .hasSize(1);
            assertThat(patches(sync(link, write("regular_high", 0, "late")).getFirst()))
                    .as("a conflict tells everything at once")
                    .hasSize(51);
        }
    }

    @Test
    void theOtherCompanionsHearOfAPatchAndItsWriterDoesNot() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        var second = TestCompanion.linked(sandbox, "alice");
        var bob = TestCompanion.linked(sandbox, "bob");
        try (var link = alice.online();
                var other = second.online();
                var stranger = bob.online()) {
            sync(link, write("regular_low", 0, "name"), write("regular", 0, "more"));

            var news = List.of(other.await("notification"), other.await("notification"));
            assertThat(news).allSatisfy(notification -> {
                assertThat(notification.attributes().text("type")).contains("server_sync");
                assertThat(notification.attributes().jid("from")).contains(alice.pn());
                assertThat(notification.requireChild("collection").attributes().text("version"))
                        .contains("1");
            });
            assertThat(news)
                    .extracting(notification -> notification
                            .requireChild("collection")
                            .attributes()
                            .text("name")
                            .orElseThrow())
                    .containsExactly("regular_low", "regular");
            assertThat(sync(stranger, collection("regular", 0))).containsExactly(empty("regular"));
            assertThat(sync(link, collection("regular", 1)).getFirst().children())
                    .isEmpty();
            assertThat(link.inbox()).noneMatch(node -> node.attributes().is("type", "server_sync"));
        }
    }

    @Test
    void thePhoneWritesToo() throws Exception {
        var alice = TestCompanion.linked(sandbox, "alice");
        try (var link = alice.online()) {
            sandbox.exchange().loop().call(() -> {
                var account = sandbox.exchange().accounts().find(alice.pn()).orElseThrow();
                return sandbox.appState().append(account, CollectionName.REGULAR_LOW, patch("phone"));
            });

            assertThat(link.await("notification")
                            .requireChild("collection")
                            .attributes()
                            .text("name"))
                    .contains("regular_low");
            assertThat(patches(sync(link, collection("regular_low", 0)).getFirst()))
                    .hasSize(1);
        }
    }

    @Test
    void patchesOutliveTheProcess(@TempDir Path folder) throws Exception {
        var settings = SandboxSettings.builder().plainPort(0).data(folder).build();
        String number;
        try (var lasting = Sandbox.start(settings)) {
            var alice = TestCompanion.linked(lasting, "alice");
            number = alice.pn().user();
            try (var link = alice.online()) {
                for (var i = 0; i < 11; i++) {
                    sync(link, write("regular", i, "patch " + i));
                }
            }
        }
        try (var again = Sandbox.start(settings)) {
            var patches = again.exchange()
                    .loop()
                    .call(() -> again.appState()
                            .of(again.exchange().accounts().byNumber(number).orElseThrow(), CollectionName.REGULAR)
                            .after(0, 100));

            assertThat(patches).hasSize(11);
            for (var i = 0; i < patches.size(); i++) {
                var patch = SyncdPatch.parseFrom(patches.get(i).asBuffer());
                assertThat(patch.getVersion().getVersion()).isEqualTo(i + 1);
                assertThat(patch.getPatchMac().toStringUtf8()).isEqualTo("patch " + i);
            }
        }
    }
}
