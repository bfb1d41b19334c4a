package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.world.Addressing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupConversationTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private Sandbox sandbox;
    private VirtualPhone alice;
    private VirtualPhone bob;
    private VirtualPhone carol;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice");
        bob = sandbox.phones().create("bob");
        carol = sandbox.phones().create("carol");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyMemberReadsEveryOther(Addressing addressing) {
        sandbox.exchange().settings().groupAddressing = addressing;
        var group = alice.createGroup("Friends", "name:bob", "name:carol");
        var members = List.of(alice, bob, carol);
        for (var round = 0; round < 3; round++) {
            for (var author : members) {
                var text = author.account() + " in round " + round;
                author.sendText(group.toString(), text);
                for (var reader : members) {
                    if (reader != author) {
                        var message = reader.awaitText(text, SOON);
                        assertThat(message.chat()).isEqualTo(group);
                        assertThat(message.from()).isEqualTo(addressing == Addressing.LID ? author.lid() : author.pn());
                    }
                }
            }
        }
        assertThat(alice.receipts()).isEmpty();
    }

    @Test
    void theRemovedReadNothingMoreAndNewcomersWhatComesAfterThem() {
        var group = alice.createGroup("Friends", "name:bob");
        alice.sendText(group.toString(), "before");
        bob.awaitText("before", SOON);

        alice.addToGroup(group, "name:carol");
        alice.sendText(group.toString(), "with carol");
        carol.awaitText("with carol", SOON);
        alice.removeFromGroup(group, "name:bob");
        alice.sendText(group.toString(), "without bob");
        carol.awaitText("without bob", SOON);

        alice.sendText("name:bob", "direct");
        bob.awaitText("direct", SOON);
        assertThat(bob.inbox()).extracting(Received::text).doesNotContain(Optional.of("without bob"));
        assertThat(carol.inbox()).extracting(Received::text).doesNotContain(Optional.of("before"));
    }

    @ParameterizedTest
    @EnumSource
    void spoiledGroupMessagesAreAskedForAgainByEachWhoMissedThem(Corruption corruption) {
        var group = alice.createGroup("Friends", "name:bob", "name:carol");
        alice.sendText(group.toString(), "fine");
        bob.awaitText("fine", SOON);

        alice.send(Draft.of(group.toString(), Contents.text("spoiled")).spoiled(corruption));

        bob.awaitText("spoiled", SOON);
        carol.awaitText("spoiled", SOON);
        alice.sendText(group.toString(), "fine again");
        bob.awaitText("fine again", SOON);
        assertThat(alice.receipts()).extracting(SeenReceipt::type).containsExactly("retry", "retry");
    }

    @Test
    void reactionsInGroupsNameTheAuthor() {
        var group = alice.createGroup("Friends", "name:bob", "name:carol");
        var sent = alice.sendText(group.toString(), "hello");

        bob.react(bob.awaitText("hello", SOON), "👍");

        var key = carol.awaitMessage(message -> message.message().hasReactionMessage(), SOON)
                .message()
                .getReactionMessage()
                .getKey();
        assertThat(key.getId()).isEqualTo(sent.id());
        assertThat(key.getParticipant()).isEqualTo(alice.lid().toString());
        assertThat(key.getRemoteJid()).isEqualTo(group.toString());
    }

    @Test
    void receiptsInGroupsReachTheAuthor() {
        var group = alice.createGroup("Friends", "name:bob");
        var sent = alice.sendText(group.toString(), "hello");

        bob.read(bob.awaitText("hello", SOON));
        bob.sendText("name:alice", "done");
        alice.awaitText("done", SOON);

        assertThat(alice.receipts()).singleElement().satisfies(receipt -> {
            assertThat(receipt.id()).isEqualTo(sent.id());
            assertThat(receipt.type()).isEqualTo("read");
            assertThat(receipt.by()).isEqualTo(bob.lid());
        });
    }

    @Test
    void strangersMayNotWrite() {
        var group = alice.createGroup("Friends", "name:bob");

        assertThat(carol.sendText(group.toString(), "let me in").refusal()).hasValue(403);
        assertThat(carol.sendText("120363000000000000@g.us", "?").refusal()).hasValue(404);
    }

    @Test
    void statusPostsReachThoseWhoHaveMet() {
        alice.sendText("name:bob", "hello");
        bob.awaitText("hello", SOON);

        alice.sendStatus(Contents.text("at the sea"));
        alice.sendStatus(Contents.text("still there"));

        assertThat(bob.awaitText("at the sea", SOON).chat()).isEqualTo(Jid.STATUS);
        bob.awaitText("still there", SOON);
        assertThat(carol.inbox()).isEmpty();
    }
}
