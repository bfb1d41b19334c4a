package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.LIDMigrationMappingSyncPayload;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Addressing;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Alice goes over to her hidden id while she writes to bob; each has a client beside the phone.
class LidMigrationTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SEED = 21;
    private static final int BURST = 6;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private VirtualPhone alice;
    private VirtualPhone bob;
    private LinkedCompanion hers;
    private LinkedCompanion his;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice");
        bob = sandbox.phones().create("bob");
        hers = client(alice);
        his = client(bob);
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private LinkedCompanion client(VirtualPhone owner) throws Exception {
        return inTheWorld(() -> {
            var client = new LinkedCompanion(sandbox.exchange(), owner.account(), random);
            client.logIn();
            for (var message : client.messages()) {
                client.read(message);
            }
            client.heard.clear();
            return client;
        });
    }

    private void burst() {
        for (var n = 1; n <= BURST; n++) {
            alice.sendText("name:bob", "no. " + n);
        }
        bob.awaitText("no. " + BURST, SOON);
    }

    private static List<Node> texts(LinkedCompanion client) {
        return client.messages().stream()
                .filter(message -> !message.attributes().is("category", "peer"))
                .toList();
    }

    @Test
    void hisClientReadsAllOfTheBurstInOneSession() throws Exception {
        alice.moveToLid(BURST / 2);

        burst();

        var came = inTheWorld(() -> texts(his));
        var froms = new ArrayList<Jid>();
        var words = new ArrayList<String>();
        for (var message : came) {
            var from = message.attributes().requireJid("from");
            if (!froms.contains(from)) {
                his.renamed(alice.pn().toString(), from.toString());
            }
            froms.add(from);
            var other = from.isLid() ? "sender_pn" : "sender_lid";
            assertThat(message.attributes().requireJid(other)).isEqualTo(from.isLid() ? alice.pn() : alice.lid());
            words.add(inTheWorld(() -> his.read(message)).getConversation());
        }
        assertThat(froms).containsExactly(alice.pn(), alice.pn(), alice.pn(), alice.lid(), alice.lid(), alice.lid());
        assertThat(words).containsExactly("no. 1", "no. 2", "no. 3", "no. 4", "no. 5", "no. 6");
        assertThat(bob.receipts()).as("nobody had to ask again").isEmpty();
        assertThat(bob.inbox()).extracting(Received::chat).containsExactlyElementsOf(froms);
    }

    @Test
    void herOwnClientIsToldInBetween() throws Exception {
        alice.moveToLid(BURST / 2);

        burst();

        var came = inTheWorld(() -> hers.messages());
        assertThat(came).hasSize(BURST + 1);
        var told = inTheWorld(() -> {
                    var last = came.getFirst();
                    for (var message : came.subList(0, BURST / 2 + 1)) {
                        last = message;
                        if (message.attributes().is("category", "peer")) {
                            return hers.read(message);
                        }
                        hers.read(message);
                    }
                    throw new AssertionError(last);
                })
                .getProtocolMessage();
        assertThat(told.getType()).isEqualTo(ProtocolMessage.Type.LID_MIGRATION_MAPPING_SYNC);
        var zipped = told.getLidMigrationMappingSyncMessage()
                .getEncodedMappingPayload()
                .toByteArray();
        var payload = LIDMigrationMappingSyncPayload.parseFrom(new GZIPInputStream(new ByteArrayInputStream(zipped)));
        assertThat(payload.getPnToLidMappingsList()).anySatisfy(pair -> {
            assertThat(pair.getPn()).isEqualTo(bob.pn().number());
            assertThat(pair.getAssignedLid()).isEqualTo(bob.lid().number());
        });
        var chats = new ArrayList<Jid>();
        for (var message : inTheWorld(() -> texts(hers))) {
            chats.add(message.attributes().requireJid("recipient"));
        }
        assertThat(chats).containsExactly(bob.pn(), bob.pn(), bob.pn(), bob.lid(), bob.lid(), bob.lid());
    }

    @Test
    void othersWriteToHerByTheHiddenIdThenAndSheStaysWithIt() throws Exception {
        alice.moveToLid(1);
        bob.sendText(alice.number(), "before");
        bob.sendText(alice.number(), "after");
        alice.awaitText("after", SOON);
        assertThat(alice.inbox()).extracting(Received::from).containsExactly(bob.pn(), bob.lid());

        alice.moveToLid(5);

        assertThat(alice.account().addressing()).isEqualTo(Addressing.LID);
        assertThat(inTheWorld(() -> sandbox.phones().messagesUntilLid(alice.account())))
                .isZero();
        assertThat(sandbox.events().after(0).stream()
                        .filter(event -> event.type().equals("account.moved")))
                .hasSize(1);
    }

    @Test
    void whatWasWrittenBeforeIsSentAgainUnderTheAddressThatItHad() throws Exception {
        alice.moveToLid(1);

        alice.send(Draft.of(bob.number(), Contents.text("spoiled")).spoiled(Corruption.MAC));

        assertThat(bob.awaitText("spoiled", SOON).from()).isEqualTo(alice.pn());
        assertThat(alice.account().addressing()).isEqualTo(Addressing.LID);
    }

    @Test
    void whoHasGoneOverHasSoAfterARestart(@TempDir Path data) throws Exception {
        try (var before = Sandbox.start(SandboxSettings.builder().data(data).build())) {
            before.phones().create("carol").moveToLid(0);
        }
        try (var after = Sandbox.start(SandboxSettings.builder().data(data).build())) {
            var addressing = after.exchange()
                    .loop()
                    .call(() -> after.exchange()
                            .accounts()
                            .byName("carol")
                            .orElseThrow()
                            .addressing());
            assertThat(addressing).isEqualTo(Addressing.LID);
        }
    }
}
