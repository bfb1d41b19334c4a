package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.port.SenderKeyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Phone number and LID are one person: one ratchet for each of their devices, whichever name a stanza bears.
class OnePersonTest {
    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party ben = world.device("492222", "7002", 0);

    /// A stanza as it is under the author's other name, and without a word of the first.
    private static Node under(Jid name, Node stanza) {
        return stanza.toBuilder()
                .set("from", name)
                .remove("sender_pn")
                .remove("sender_lid")
                .build();
    }

    private List<Node> burst(int count) throws Exception {
        for (var i = 0; i < count; i++) {
            anna.send(ben.phone, "A" + i, "message " + i);
        }
        var stanzas = List.copyOf(ben.inbound);
        ben.inbound.clear();
        return stanzas;
    }

    @Test
    void aNumberThatTurnsIntoALidInTheMiddleOfABurstLosesNothing() throws Exception {
        var stanzas = burst(40);
        for (var i = 0; i < 20; i++) {
            ben.inbound.add(under(anna.phone, stanzas.get(i)));
        }
        for (var i = 20; i < 40; i++) {
            ben.inbound.add(i == 20 ? stanzas.get(i) : under(anna.lid, stanzas.get(i)));
        }
        // And a first message that comes again, under the old name.
        ben.inbound.add(under(anna.phone, stanzas.getFirst()));
        ben.drain();

        assertThat(ben.read())
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "message " + i).toList());
        assertThat(ben.last().outcome()).isEqualTo(new Received.Duplicate());
        assertThat(ben.received.stream().flatMap(each -> each.merged().stream()))
                .containsExactly(new Aliases.Merged(anna.phone, anna.lid, Optional.empty()));
        assertThat(ben.state.sessionsOf("491111")).isEmpty();
        assertThat(ben.state.sessionsOf("7001_1")).containsExactly(new DeviceAddress("7001_1", 0));
    }

    @Test
    void theAnswerUsesTheSameRatchetUnderTheNewName() throws Exception {
        ben.inbound.addAll(
                burst(1).stream().map(stanza -> under(anna.phone, stanza)).toList());
        ben.drain();
        assertThat(ben.state.sessionsOf("491111")).hasSize(1);

        ben.send(anna.phone, "B1", "back");
        var sent = world.sent.getLast();
        world.settle();

        // Asked for her devices, the server told her LID as well.
        assertThat(sent.attributes().requireJid("to")).isEqualTo(anna.lid);
        assertThat(sent.requireChild("participants").children("to"))
                .allSatisfy(to -> assertThat(to.requireChild("enc").attributes().requireText("type"))
                        .isEqualTo("msg"));
        assertThat(anna.read()).containsExactly("back");
    }

    @Test
    void keysOfGroupsMoveWithTheirOwner() throws Exception {
        var old = world.group("120363001", false, anna, ben);
        anna.send(old.jid(), "G1", "one");
        var stanzas = List.copyOf(ben.inbound);
        ben.inbound.clear();
        for (var stanza : stanzas) {
            ben.inbound.add(stanza.toBuilder().remove("participant_lid").build());
        }
        ben.drain();
        var group = old.jid().toString();
        assertThat(ben.state.senderKeysOf("491111"))
                .containsExactly(new SenderKeyName(group, new DeviceAddress("491111", 0)));

        // The second one tells both names.
        anna.send(old.jid(), "G2", "two");
        world.settle();

        assertThat(ben.read()).containsExactly("one", "two");
        assertThat(ben.state.senderKeysOf("491111")).isEmpty();
        assertThat(ben.state.senderKeysOf("7001_1"))
                .containsExactly(new SenderKeyName(group, new DeviceAddress("7001_1", 0)));
    }

    @Test
    void nobodyIsGivenANameOfOurs() {
        assertThat(ben.people.aliases().learn(ben.phone, anna.lid)).isEmpty();
        assertThat(ben.people.aliases().learn(anna.phone, ben.lid)).isEmpty();
        assertThat(ben.people.aliases().canonical(anna.phone)).isEqualTo(anna.phone);
        assertThat(ben.people.aliases().canonical(ben.phone)).isEqualTo(ben.lid);
    }

    @Test
    void aNumberThatGotANewOwnerLeavesTheOldOne() {
        var aliases = ben.people.aliases();
        var other = World.jid("7999@lid");
        assertThat(aliases.learn(anna.lid, anna.phone)).isPresent();
        assertThat(aliases.learn(anna.phone, anna.lid)).isEmpty();

        assertThat(aliases.learn(anna.phone, other))
                .contains(new Aliases.Merged(anna.phone, other, Optional.of(anna.lid)));

        assertThat(aliases.canonical(anna.phone)).isEqualTo(other);
        assertThat(aliases.otherName(anna.lid)).isEmpty();
        assertThat(aliases.otherName(other)).contains(anna.phone);
    }

    @Test
    void manyPairsAreOneCommit() {
        var pairs = new ArrayList<Aliases.Pair>();
        for (var i = 0; i < 500; i++) {
            pairs.add(new Aliases.Pair(World.jid("80" + i + "@lid"), World.jid("4970" + i + "@s.whatsapp.net")));
        }
        var commits = ben.state.commits();
        assertThat(ben.people.aliases().learn(pairs)).hasSize(500);
        assertThat(ben.state.commits()).isEqualTo(commits + 1);
        assertThat(ben.people.aliases().learn(pairs)).isEmpty();
        assertThat(ben.state.commits()).isEqualTo(commits + 1);
    }

    @Test
    void botsAndTheServiceHaveOneName() {
        var aliases = ben.people.aliases();
        for (var bot : List.of("13135550002@s.whatsapp.net", "0@s.whatsapp.net", "867051314767696@bot")) {
            assertThat(aliases.learn(World.jid(bot), World.jid("7555@lid"))).isEmpty();
            assertThat(aliases.canonical(World.jid(bot))).isEqualTo(World.jid(bot));
        }
    }

    @Test
    void hostedDevicesFollowTheirAccount() {
        var aliases = ben.people.aliases();
        aliases.learn(anna.phone, anna.lid);
        assertThat(aliases.address(World.jid("491111:99@hosted"))).isEqualTo(new DeviceAddress("7001_129", 99));
        assertThat(aliases.same(World.jid("491111:99@hosted"), anna.lid)).isTrue();
        assertThat(new Named(aliases.canonical(World.jid("491111:99@hosted")), Optional.of(anna.phone)).names())
                .containsExactlyInAnyOrder(anna.lid, anna.phone);
    }
}
