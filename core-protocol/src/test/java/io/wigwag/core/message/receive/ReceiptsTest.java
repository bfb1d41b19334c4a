package io.wigwag.core.message.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.people.Aliases;
import io.wigwag.core.people.OwnAccount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_763_712_000);

    private final Jid ben = jid("7002@lid");
    private final Jid group = jid("120363001@g.us");
    private final OwnAccount own = new OwnAccount(jid("491111:4@s.whatsapp.net"), Optional.of(jid("7001:4@lid")));

    private static Jid jid(String text) {
        try {
            return Jid.parse(text);
        } catch (Exception malformed) {
            throw new IllegalArgumentException(text, malformed);
        }
    }

    private static List<MessageId> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> new MessageId("M" + i)).toList();
    }

    private InboundReceipt read(NodeBuilder receipt) throws MalformedNode {
        return InboundReceipt.read(receipt.build(), own).getFirst();
    }

    private static NodeBuilder receipt(Jid from) {
        return Node.tag("receipt").attribute("from", from).attribute("id", "M0").attribute("t", NOW.getEpochSecond());
    }

    @Test
    void readReceiptsGoInParcels() throws Exception {
        var stanzas = Receipts.of(Receipts.Told.READ, group, Optional.of(ben), ids(300), false, NOW);

        assertThat(stanzas).hasSize(2);
        assertThat(stanzas.getFirst().requireChild("list").children("item")).hasSize(255);
        assertThat(stanzas.getLast().requireChild("list").children("item")).hasSize(43);
        assertThat(stanzas.getLast().toBuilder().clear().build())
                .isEqualTo(Node.tag("receipt")
                        .attribute("id", "M256")
                        .attribute("type", "read")
                        .attribute("to", group)
                        .attribute("t", NOW.getEpochSecond())
                        .attribute("participant", ben)
                        .build());
        assertThat(Receipts.of(Receipts.Told.READ, ben, Optional.empty(), ids(1), false, NOW))
                .singleElement()
                .satisfies(one -> assertThat(one.child("list")).isEmpty());
        assertThat(Receipts.of(Receipts.Told.READ, ben, Optional.empty(), List.of(), false, NOW))
                .isEmpty();
    }

    @Test
    void whoTellsNobodyTellsTheirOwnDevices() throws Exception {
        assertThat(type(Receipts.of(Receipts.Told.PLAYED, ben, Optional.empty(), ids(1), true, NOW)))
                .isEqualTo("played-self");
        assertThat(type(Receipts.of(Receipts.Told.PLAYED, ben, Optional.empty(), ids(1), false, NOW)))
                .isEqualTo("played");
        var channel = jid("120363999@newsletter");
        assertThat(type(Receipts.of(Receipts.Told.READ, channel, Optional.empty(), ids(1), false, NOW)))
                .isEqualTo("read-self");
        var status = Receipts.of(Receipts.Told.READ, Jid.STATUS, Optional.of(ben), ids(1), false, NOW);
        assertThat(status.getFirst().attributes().requireText("context")).isEqualTo("status");
    }

    private static String type(List<Node> stanzas) throws MalformedNode {
        return stanzas.getFirst().attributes().requireText("type");
    }

    @Test
    void everyKindIsRead() throws Exception {
        var kinds = Map.of(
                "read", InboundReceipt.Kind.READ,
                "read-self", InboundReceipt.Kind.READ,
                "played", InboundReceipt.Kind.PLAYED,
                "inactive", InboundReceipt.Kind.ARRIVED,
                "sender", InboundReceipt.Kind.ARRIVED,
                "peer_msg", InboundReceipt.Kind.INTERNAL,
                "server-error", InboundReceipt.Kind.MEDIA_LOST,
                "from the future", InboundReceipt.Kind.ARRIVED);
        for (var kind : kinds.entrySet()) {
            assertThat(read(receipt(ben).attribute("type", kind.getKey())).kind())
                    .isEqualTo(kind.getValue());
        }
        var delivered = read(receipt(ben.withDevice(3)).attribute("sender_pn", jid("492222@s.whatsapp.net")));
        assertThat(delivered)
                .isEqualTo(new InboundReceipt(
                        InboundReceipt.Kind.DELIVERED,
                        ben,
                        ben.withDevice(3),
                        false,
                        ids(1),
                        Optional.of(NOW),
                        List.of(new Aliases.Pair(ben.withDevice(3), jid("492222@s.whatsapp.net")))));
    }

    @Test
    void inGroupsTheParticipantTells() throws Exception {
        var read = read(receipt(group)
                .attribute("participant", ben)
                .attribute("type", "read")
                .child(Node.tag("list")
                        .child(Node.tag("item").attribute("id", "M1"))
                        .child(Node.tag("item").attribute("id", "M2"))));
        assertThat(read.chat()).isEqualTo(group);
        assertThat(read.who()).isEqualTo(ben);
        assertThat(read.ids()).isEqualTo(ids(3));
    }

    @Test
    void anotherDeviceOfOursTellsWhatItRead() throws Exception {
        var read = read(
                receipt(jid("491111@s.whatsapp.net")).attribute("type", "read").attribute("recipient", ben));
        assertThat(read.own()).isTrue();
        assertThat(read.chat()).isEqualTo(ben);
    }

    @Test
    void gatheredReceiptsAreOneForEachMember() throws Exception {
        var gathered = receipt(group)
                .child(Node.tag("participants")
                        .attribute("key", "M7")
                        .child(Node.tag("user").attribute("jid", ben).attribute("t", NOW.getEpochSecond()))
                        .child(Node.tag("user")
                                .attribute("jid", jid("7003@lid"))
                                .attribute("type", "read")))
                .build();
        assertThat(InboundReceipt.read(gathered, own))
                .extracting(InboundReceipt::kind)
                .containsExactly(InboundReceipt.Kind.DELIVERED, InboundReceipt.Kind.READ);
        assertThat(InboundReceipt.read(gathered, own)).allSatisfy(one -> {
            assertThat(one.ids()).containsExactly(new MessageId("M7"));
            assertThat(one.chat()).isEqualTo(group);
        });
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> read(Node.tag("receipt").attribute("id", "M0")))
                .isInstanceOf(MalformedNode.class);
        assertThatThrownBy(() -> read(receipt(ben).remove("id"))).isInstanceOf(MalformedNode.class);
        assertThatThrownBy(() -> read(receipt(ben).child(Node.tag("list").child(Node.tag("item")))))
                .isInstanceOf(MalformedNode.class);
    }

    @Test
    void historyAndViewsHaveReceiptsOfTheirOwn() {
        assertThat(Receipts.ofHistory(new MessageId("H1"), own.phone()))
                .isEqualTo(Node.tag("receipt")
                        .attribute("id", "H1")
                        .attribute("type", "hist_sync")
                        .attribute("to", own.phone().bare())
                        .build());
        var channel = jid("120363999@newsletter");
        assertThat(Receipts.ofViews("V1", channel, List.of("101")))
                .isEqualTo(Node.tag("receipt")
                        .attribute("type", "view")
                        .attribute("id", "V1")
                        .attribute("to", channel)
                        .child(Node.tag("list").child(Node.tag("item").attribute("server_id", "101")))
                        .build());
    }
}
