package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import org.junit.jupiter.api.Test;

class DirectMessagesTest {
    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party annasWeb = world.device("491111", "7001", 4);
    private final Party ben = world.device("492222", "7002", 0);
    private final Party bensWeb = world.device("492222", "7002", 7);

    @Test
    void aMessageReachesEveryDeviceOfBothAndIsConfirmed() throws Exception {
        annasWeb.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(ben.read()).containsExactly("hello");
        assertThat(bensWeb.read()).containsExactly("hello");
        assertThat(anna.read()).containsExactly("hello");
        assertThat(annasWeb.received).isEmpty();
        assertThat(annasWeb.outcomes).singleElement().isInstanceOfSatisfying(SendOutcome.Accepted.class, accepted -> {
            assertThat(accepted.chat()).isEqualTo(ben.lid);
            assertThat(accepted.time()).contains(world.now);
        });
        assertThat(annasWeb.receipts)
                .extracting(InboundReceipt::kind)
                .containsOnly(InboundReceipt.Kind.DELIVERED, InboundReceipt.Kind.ARRIVED);
    }

    @Test
    void theChatIsTheLidAndTheNumberStandsBeside() throws Exception {
        annasWeb.send(ben.phone, "A1", "hello");
        world.settle();

        var stanza = world.sent.getFirst();
        assertThat(stanza.attributes().requireJid("to")).isEqualTo(ben.lid);
        assertThat(stanza.attributes().requireJid("peer_recipient_pn")).isEqualTo(ben.phone);
        assertThat(stanza.requireChild("participants").children("to"))
                .extracting(to -> to.attributes().requireText("jid"))
                .containsExactlyInAnyOrder("7002@lid", "7002:7@lid", "7001@lid");
        assertThat(ben.last().envelope().orElseThrow().place().chat()).isEqualTo(annasWeb.lid.bare());
    }

    @Test
    void ourOtherDeviceSeesInWhichChatItWas() throws Exception {
        annasWeb.send(ben.phone, "A1", "hello");
        world.settle();

        var copy = anna.last().envelope().orElseThrow();
        assertThat(copy.author().own()).isTrue();
        assertThat(copy.place().kind()).isEqualTo(Envelope.Kind.DIRECT);
        assertThat(copy.place().chat()).isEqualTo(ben.lid);
        assertThat(world.sent).anySatisfy(sent -> {
            assertThat(sent.attributes().text("type")).contains("sender");
            assertThat(sent.attributes().requireJid("recipient")).isEqualTo(ben.lid);
        });
    }

    @Test
    void aConversationUsesOneSessionAndAsksNothingTwice() throws Exception {
        annasWeb.send(ben.phone, "A1", "one");
        world.settle();
        ben.send(anna.phone, "B1", "two");
        world.settle();
        var asked = world.asked.size();

        annasWeb.send(ben.phone, "A2", "three");
        ben.send(anna.lid, "B2", "four");
        world.settle();

        assertThat(world.asked).hasSize(asked);
        assertThat(ben.read()).containsExactly("one", "three");
        assertThat(annasWeb.read()).containsExactly("two", "four");
        assertThat(world.sent.stream()
                        .filter(node -> node.attributes().is("id", "A2"))
                        .findFirst()
                        .orElseThrow()
                        .requireChild("participants")
                        .children("to"))
                .allSatisfy(to -> assertThat(to.requireChild("enc").attributes().requireText("type"))
                        .isIn("msg", "pkmsg"));
    }

    @Test
    void nobodyIsWrittenToWhoDoesNotExist() {
        assertThatThrownBy(() -> anna.send(World.jid("4999999@s.whatsapp.net"), "A1", "hello"))
                .isInstanceOfSatisfying(
                        SendRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.RECIPIENT_UNKNOWN));
    }

    @Test
    void aNoteToOneselfGoesToTheOtherDevicesOnce() throws Exception {
        annasWeb.send(anna.phone, "A1", "milk");
        world.settle();

        assertThat(anna.read()).containsExactly("milk");
        assertThat(world.sent.getFirst().requireChild("participants").children("to"))
                .hasSize(1);
    }

    @Test
    void withoutOneTimeKeysASessionBeginsAllTheSame() throws Exception {
        ben.oneTimeKeys = false;
        bensWeb.oneTimeKeys = false;
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(ben.read()).containsExactly("hello");
    }

    @Test
    void theSameStanzaTwiceIsReadOnceAndConfirmedTwice() throws Exception {
        anna.send(ben.phone, "A1", "hello");
        var stanza = ben.inbound.getFirst();
        ben.inbound.add(stanza);
        world.settle();

        assertThat(ben.read()).containsExactly("hello");
        assertThat(ben.last().outcome()).isEqualTo(new Received.Duplicate());
        assertThat(ben.last().replies()).singleElement().satisfies(reply -> {
            assertThat(reply.is("receipt")).isTrue();
            assertThat(reply.attributes().has("type")).isFalse();
        });
    }

    @Test
    void somebodyWhoIsNotThereDoesNotTellOfDeliveries() throws Exception {
        ben.inbox.present(false);
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(ben.last().replies().getFirst().attributes().text("type")).contains("inactive");
    }

    @Test
    void nothingLeavesBeforeItIsCommitted() throws Exception {
        anna.send(ben.phone, "A0", "first");
        world.settle();
        anna.state.refuseNextCommit();
        var sent = world.sent.size();

        assertThatThrownBy(() -> anna.send(ben.phone, "A1", "lost")).hasMessageContaining("ordered");

        assertThat(world.sent).hasSize(sent);
        anna.send(ben.phone, "A1", "found");
        world.settle();
        assertThat(ben.read()).containsExactly("first", "found");
    }

    @Test
    void aMessageWhoseCommitFailedOpensAgain() throws Exception {
        anna.send(ben.phone, "A1", "hello");
        var stanza = ben.inbound.getFirst();
        ben.inbound.clear();

        var first = ben.inbox.open(stanza);
        assertThat(first.outcome()).isInstanceOf(Received.Read.class);
        // Nobody committed; the server sends it again.
        var again = ben.inbox.open(stanza);

        assertThat(again.outcome()).isEqualTo(first.outcome());
        assertThat(again.changes()).isNotEmpty();
    }
}
