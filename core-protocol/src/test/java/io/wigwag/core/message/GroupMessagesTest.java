package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Resend;
import io.wigwag.core.message.send.RetryRequest;
import io.wigwag.core.message.send.SendOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupMessagesTest {
    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party annasWeb = world.device("491111", "7001", 4);
    private final Party ben = world.device("492222", "7002", 0);
    private final Party bensWeb = world.device("492222", "7002", 7);
    private final Party cleo = world.device("493333", "7003", 0);
    private final World.Group group = world.group("120363001", true, anna, ben, cleo);

    private List<Node> stanzas(String id) {
        return world.sent.stream()
                .filter(node -> node.is("message") && node.attributes().is("id", id))
                .toList();
    }

    private static int distributions(Node stanza) {
        return stanza.child("participants")
                .map(list -> list.children("to").size())
                .orElse(0);
    }

    @Test
    void everyDeviceOfEveryMemberReadsIt() throws Exception {
        annasWeb.send(group.jid(), "A1", "hello all");
        world.settle();

        for (var party : List.of(anna, ben, bensWeb, cleo)) {
            assertThat(party.read()).as(party.toString()).containsExactly("hello all");
            var place = party.last().envelope().orElseThrow().place();
            assertThat(place.kind()).isEqualTo(Envelope.Kind.GROUP);
            assertThat(place.chat()).isEqualTo(group.jid());
        }
        assertThat(annasWeb.outcomes).singleElement().isInstanceOf(SendOutcome.Accepted.class);
        var stanza = stanzas("A1").getFirst();
        assertThat(stanza.attributes().requireText("addressing_mode")).isEqualTo("lid");
        assertThat(stanza.attributes().requireText("phash"))
                .isEqualTo(ParticipantHash.of(List.of(anna.lid, annasWeb.lid, ben.lid, bensWeb.lid, cleo.lid)));
    }

    @Test
    void theKeyGoesOnlyToThoseWhoLackItAndToOurOwnDevices() throws Exception {
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        assertThat(distributions(stanzas("A1").getFirst())).isEqualTo(4);
        assertThat(stanzas("A2").getFirst().requireChild("participants").children("to"))
                .extracting(to -> to.attributes().requireText("jid"))
                .containsExactly("7001@lid");
        assertThat(cleo.read()).containsExactly("one", "two");
    }

    @Test
    void withoutTheServersWordNobodyCountsAsHavingTheKey() throws Exception {
        world.acks = false;
        annasWeb.send(group.jid(), "A1", "one");
        annasWeb.send(group.jid(), "A2", "two");

        assertThat(distributions(stanzas("A2").getFirst())).isEqualTo(4);
    }

    @Test
    void aNewDeviceIsGivenTheKeyAndANewPhoneMakesItsDevicesCold() throws Exception {
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        var tablet = world.device("493333", "7003", 9);
        annasWeb.people.devices().forget(List.of(cleo.phone));
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        assertThat(tablet.read()).containsExactly("two");
        assertThat(distributions(stanzas("A2").getFirst())).isEqualTo(2);
    }

    @Test
    void whoLeftCannotReadWhatComesAfter() throws Exception {
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        remove(cleo);
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        assertThat(ben.read()).containsExactly("one", "two");
        assertThat(cleo.read()).containsExactly("one");
        overhear(cleo, "A2");
        assertThat(cleo.read()).containsExactly("one");
    }

    /// Asking for a message says nothing about the key: whoever asks is given it once more, and may have had it.
    @Test
    void whoAskedForAMessageAndLeftCannotReadWhatComesAfter() throws Exception {
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        var request = new RetryRequest(
                new MessageId("A1"),
                group.jid(),
                cleo.lid,
                Optional.empty(),
                1,
                cleo.identity.registrationId(),
                Optional.empty(),
                Optional.empty());
        assertThat(annasWeb.resends.answer(annasWeb.line, request)).isInstanceOf(Resend.Sent.class);
        world.settle();
        remove(cleo);
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        overhear(cleo, "A2");
        assertThat(cleo.read()).doesNotContain("two");
        assertThat(ben.read()).containsExactly("one", "two");
    }

    @Test
    void whoLeftWhileTheKeyWasOnItsWayCannotReadWhatComesAfter() throws Exception {
        world.acks = false;
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        assertThat(annasWeb.state.holders(group.jid().toString())).isEmpty();
        remove(cleo);
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        overhear(cleo, "A2");
        assertThat(cleo.read()).containsExactly("one");
        assertThat(ben.read()).containsExactly("one", "two");
    }

    private void remove(Party member) throws Exception {
        group.members().remove(member.phone);
        annasWeb.people
                .rosters()
                .changed(Node.tag("notification")
                        .attribute("from", group.jid())
                        .attribute("type", "w:gp2")
                        .child(Node.tag("remove").child(Node.tag("participant").attribute("jid", member.lid)))
                        .build());
    }

    /// Puts a message to the group into the hands of somebody for whom it was not.
    private void overhear(Party outsider, String id) throws Exception {
        outsider.inbound.add(Node.tag("message")
                .attribute("from", group.jid())
                .attribute("participant", annasWeb.lid)
                .attribute("id", id)
                .attribute("t", 1)
                .attribute("type", "text")
                .child(stanzas(id).getFirst().requireChild("enc"))
                .build());
        outsider.drain();
    }

    @Test
    void aHashThatDiffersMakesUsAskAgainAndSendOnceMore() throws Exception {
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        var dora = world.device("494444", "7004", 0);
        group.members().add(dora.phone);
        world.wrongHash = true;
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        // Twice to all; what dora alone asked for in between is not counted.
        assertThat(stanzas("A2").stream().filter(node -> !node.attributes().has("participant")))
                .hasSize(2);
        assertThat(dora.read()).contains("two");
        assertThat(annasWeb.outcomes).hasSize(2).allMatch(outcome -> outcome instanceof SendOutcome.Accepted);
    }

    @Test
    void aGroupThatWentOverToLidsIsFollowed() throws Exception {
        var old = new World.Group(group.jid(), false, group.members());
        world.groups.put(group.jid(), old);
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        world.groups.put(group.jid(), group);
        world.errors.add("421");
        annasWeb.send(group.jid(), "A2", "two");
        world.settle();

        assertThat(stanzas("A1").getFirst().attributes().requireText("addressing_mode"))
                .isEqualTo("pn");
        assertThat(stanzas("A2"))
                .extracting(node -> node.attributes().requireText("addressing_mode"))
                .containsExactly("pn", "lid");
        assertThat(ben.read()).containsExactly("one", "two");
        assertThat(annasWeb.outcomes).hasSize(2).allMatch(outcome -> outcome instanceof SendOutcome.Accepted);
    }

    @Test
    void anotherMessageToAGroupAsksTheServerNothing() throws Exception {
        annasWeb.send(group.jid(), "A1", "one");
        world.settle();
        var asked = world.asked.size();
        for (var i = 0; i < 50; i++) {
            annasWeb.send(group.jid(), "B" + i, "more");
        }
        world.settle();

        assertThat(world.asked).hasSize(asked);
        assertThat(cleo.read()).hasSize(51);
    }

    @Test
    void aStatusNamesItsReadersAndIsConfirmedTwice() throws Exception {
        annasWeb.outbox.send(
                annasWeb.line,
                new Letter(new MessageId("S1"), Jid.STATUS, Party.text("sunny"), List.of(), List.of(ben.phone)));
        world.settle();
        annasWeb.outbox.send(
                annasWeb.line,
                new Letter(new MessageId("S2"), Jid.STATUS, Party.text("rain"), List.of(), List.of(ben.phone)));
        world.settle();

        assertThat(ben.read()).containsExactly("sunny", "rain");
        assertThat(cleo.received).isEmpty();
        assertThat(ben.last().replies()).extracting(Node::tag).containsExactly("receipt", "ack");
        var second = stanzas("S2").getFirst();
        assertThat(second.attributes().has("addressing_mode")).isFalse();
        assertThat(second.attributes().has("phash")).isFalse();
        assertThat(second.requireChild("participants").children("to"))
                .extracting(to -> to.attributes().requireText("jid"))
                .contains("7002@lid");
        assertThat(Optional.of(ben.last().envelope().orElseThrow().place().kind()))
                .contains(Envelope.Kind.STATUS);
    }
}
