package io.wigwag.core.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.event.GroupChange;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.mail.Handled;
import io.wigwag.core.message.mail.Mail;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.PhoneRequests;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.message.send.SendSettings;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.people.TimeLock;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.testing.SeededRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a device's actor sees: stanzas of every subject in, one typed value out, with the acks that the server wants.
class MailTest {
    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party annasWeb = world.device("491111", "7001", 4);
    private final Party ben = world.device("492222", "7002", 0);
    private final Party bensWeb = world.device("492222", "7002", 7);
    private final Mail mail = new Mail(
            annasWeb.own,
            annasWeb.state,
            annasWeb.keys,
            SendSettings.usual(Optional.empty(), Optional::<Octets>empty),
            () -> world.now,
            new SeededRandom(4));

    private void send(Jid chat, String id) throws Exception {
        mail.send(annasWeb.line, new Letter(new MessageId(id), chat, Party.text(id)));
        settle();
    }

    private void settle() throws Exception {
        for (var round = 0; round < 5; round++) {
            for (var next = annasWeb.inbound.poll(); next != null; next = annasWeb.inbound.poll()) {
                if (mail.take(annasWeb.line, next).orElseThrow() instanceof Handled.Opened(var received)) {
                    annasWeb.state.commit(received.changes());
                    for (var reply : received.replies()) {
                        annasWeb.line.send(reply);
                    }
                }
            }
            anna.drain();
            ben.drain();
            bensWeb.drain();
        }
    }

    private static NodeBuilder notification(String type, Jid from) {
        return Node.tag("notification")
                .attribute("type", type)
                .attribute("from", from)
                .attribute("id", "N1");
    }

    private Handled take(NodeBuilder stanza) throws Exception {
        return mail.take(annasWeb.line, stanza.build()).orElseThrow();
    }

    private List<Node> sent(String id) {
        return world.sent.stream()
                .filter(node -> node.is("message") && node.attributes().is("id", id))
                .toList();
    }

    private static void isAcked(List<Node> replies) {
        assertThat(replies).singleElement().satisfies(ack -> {
            assertThat(ack.is("ack")).isTrue();
            assertThat(ack.attributes().text("id")).contains("N1");
        });
    }

    @Test
    void aNewPhoneBeginsNewSessionsAndGroupsGetNewKeys() throws Exception {
        var group = world.group("120363001", true, anna, ben);
        send(ben.phone, "A1");
        send(group.jid(), "G1");
        ben.send(anna.phone, "B1", "back");
        settle();
        var key = annasWeb.state.senderKeysOf("7001_1").getFirst();
        var before = annasWeb.state.senderKeys(List.of(key));

        var handled = take(
                notification("encrypt", ben.phone).attribute("lid", ben.lid).child(Node.of("identity")));

        assertThat(handled).isInstanceOfSatisfying(Handled.NewPhone.class, phone -> {
            assertThat(phone.account()).isEqualTo(ben.lid);
            isAcked(phone.replies());
        });
        assertThat(annasWeb.state.identities(List.of(DeviceAddress.of(ben.lid))))
                .isEmpty();
        assertThat(annasWeb.state.holders(group.jid().toString())).isEmpty();
        send(ben.phone, "A2");
        assertThat(sent("A2").getFirst().requireChild("participants").children("to").stream()
                        .filter(to -> to.attributes().is("jid", "7002@lid"))
                        .findFirst()
                        .orElseThrow()
                        .requireChild("enc")
                        .attributes()
                        .requireText("type"))
                .isEqualTo("pkmsg");
        send(group.jid(), "G2");
        assertThat(annasWeb.state.senderKeys(List.of(key))).isNotEqualTo(before);
        assertThat(ben.read()).containsExactly("A1", "G1", "A2", "G2");
        assertThat(bensWeb.read()).containsExactly("A1", "G1", "back", "A2", "G2");
    }

    /// A phone that has just asked for a message is given the key anew, and counts as lacking it until then.
    @Test
    void aNewPhoneGetsANewKeyAlsoWhereTheOldOneIsNotSaidToHoldIt() throws Exception {
        var cleo = world.device("493333", "7003", 0);
        var group = world.group("120363001", true, anna, ben);
        var other = world.group("120363002", true, anna, cleo);
        send(group.jid(), "G1");
        send(other.jid(), "H1");
        settle();
        assertThat(annasWeb.state.senderKeysOf("7001_1")).hasSize(2);
        annasWeb.state.commit(List.of(new StateChange.RemoveHolders(
                group.jid().toString(), Set.of(DeviceAddress.of(ben.lid), DeviceAddress.of(bensWeb.lid)))));

        take(notification("encrypt", ben.phone).attribute("lid", ben.lid).child(Node.of("identity")));

        assertThat(annasWeb.state.senderKeysOf("7001_1"))
                .extracting(SenderKeyName::group)
                .containsExactly(other.jid().toString());
    }

    @Test
    void ourOwnPhoneAndLinkedDevicesAreNoNews() throws Exception {
        send(ben.phone, "A1");
        for (var from : List.of(anna.phone, bensWeb.phone)) {
            assertThat(take(notification("encrypt", from).child(Node.of("identity"))))
                    .isInstanceOf(Handled.Noted.class);
        }
        assertThat(annasWeb.state.identities(List.of(DeviceAddress.of(ben.lid))))
                .hasSize(1);
    }

    @Test
    void peopleChangeWithoutAnEvent() throws Exception {
        send(ben.phone, "A1");
        var tablet = world.device("492222", "7002", 9);
        var noted =
                take(notification("devices", ben.phone).child(Node.tag("update").attribute("hash", "x")));
        isAcked(((Handled.Noted) noted).replies());
        send(ben.phone, "A2");
        assertThat(tablet.inbound).hasSize(1);

        var token = Octets.ofHex("0102");
        var given = take(notification("privacy_token", ben.phone)
                .child(Node.tag("tokens")
                        .child(Node.tag("token")
                                .attribute("type", "trusted_contact")
                                .attribute("t", world.now.getEpochSecond())
                                .bytes(token))));
        isAcked(((Handled.Noted) given).replies());
        send(ben.phone, "A3");
        assertThat(sent("A3").getFirst().requireChild("tctoken").requireBytes()).isEqualTo(token);

        var group = World.jid("120363001@g.us");
        var locked = (Handled.GroupChanged) take(notification("w:gp2", group).child(Node.of("locked")));
        assertThat(locked.news())
                .containsExactly(new PeopleEvent.GroupChanged(
                        group, Optional.empty(), new GroupChange.Switched(GroupChange.Setting.LOCKED, true)));
        isAcked(locked.replies());
        assertThat(take(notification("account_sync", anna.phone)
                        .child(Node.tag("devices").child(World.keyIndexes(List.of(0))))))
                .isInstanceOf(Handled.Noted.class);
    }

    private static NodeBuilder lock(String operation, String json) {
        return notification("mex", Jid.SERVER)
                .child(Node.tag("update").attribute("op_name", operation).bytes(Octets.wrap(json.getBytes(UTF_8))));
    }

    @Test
    void theServerTellsOfALockByItself() throws Exception {
        var ends = world.now.getEpochSecond() + 60;
        var begun = lock(
                "NotificationUserReachoutTimelockUpdate",
                "{\"data\":{\"xwa2_notify_account_reachout_timelock\":{\"is_active\":true,\"time_enforcement_ends\":\""
                        + ends + "\"}}}");
        isAcked(((Handled.Noted) take(begun)).replies());
        assertThat(mail.timeLock()).isEqualTo(new TimeLock(true, Optional.of(Instant.ofEpochSecond(ends))));
        assertThatThrownBy(() -> send(ben.phone, "A1"))
                .isInstanceOfSatisfying(
                        SendRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.TIME_LOCKED));

        take(lock(
                "NotificationUserReachoutTimelockUpdate",
                "{\"data\":{\"xwa2_notify_account_reachout_timelock\":{\"is_active\":false}}}"));
        send(ben.phone, "A2");
        assertThat(ben.read()).containsExactly("A2");
        assertThat(mail.take(
                        annasWeb.line, lock("NotificationNewsletterJoin", "{}").build()))
                .isEmpty();
        assertThat(take(lock("NotificationUserReachoutTimelockUpdate", "{}"))).isInstanceOf(Handled.Unread.class);
    }

    @Test
    void receiptsAreToldAndRetriesAnswered() throws Exception {
        send(ben.phone, "A1");
        var told = take(Node.tag("receipt")
                .attribute("from", ben.lid)
                .attribute("id", "N1")
                .attribute("type", "read")
                .attribute("sender_pn", ben.phone));
        assertThat(told).isInstanceOfSatisfying(Handled.Told.class, each -> {
            assertThat(each.receipts()).extracting(InboundReceipt::kind).containsExactly(InboundReceipt.Kind.READ);
            isAcked(each.replies());
        });
        var asked = take(Node.tag("receipt")
                .attribute("from", ben.lid)
                .attribute("id", "N1")
                .attribute("type", "retry")
                .child(Node.tag("retry").attribute("count", 1))
                .child(Node.tag("registration").bytes(Octets.ofHex("00000001"))));
        assertThat(asked).isInstanceOfSatisfying(Handled.AskedAgain.class, each -> isAcked(each.replies()));
    }

    @Test
    void nonsenseIsAckedAsFarAsItHasAName() throws Exception {
        for (var nonsense : List.of(
                Node.tag("receipt")
                        .attribute("from", ben.lid)
                        .attribute("id", "N1")
                        .attribute("type", "retry"),
                notification("devices", ben.phone).attribute("lid", "@@@"),
                notification("privacy_token", ben.phone)
                        .child(Node.tag("tokens")
                                .child(Node.tag("token")
                                        .attribute("type", "trusted_contact")
                                        .bytes(Octets.ofHex("01")))))) {
            var unread = take(nonsense);
            assertThat(unread).isInstanceOfSatisfying(Handled.Unread.class, each -> isAcked(each.replies()));
        }
        assertThat(take(Node.tag("receipt")))
                .isInstanceOfSatisfying(
                        Handled.Unread.class, each -> assertThat(each.replies()).isEmpty());
        assertThat(take(Node.tag("ack").attribute("class", "message"))).isInstanceOf(Handled.Unread.class);
    }

    @Test
    void otherSubjectsAreLeftToOthers() throws Exception {
        for (var other : List.of(
                Node.tag("ack").attribute("class", "receipt"),
                Node.tag("presence"),
                notification("picture", ben.phone),
                notification("account_sync", anna.phone).child(Node.of("picture")),
                notification("encrypt", Jid.SERVER).child(Node.tag("count").attribute("value", 3)))) {
            assertThat(mail.take(annasWeb.line, other.build())).isEmpty();
        }
    }

    @Test
    void thePhoneIsAskedForWhatNobodyElseHas() throws Exception {
        anna.send(ben.phone, "A0", "so that there is a session");
        settle();
        var absent = take(Node.tag("message")
                .attribute("from", ben.lid)
                .attribute("id", "X1")
                .attribute("t", world.now.getEpochSecond())
                .attribute("type", "text")
                .child(Node.tag("unavailable")));
        assertThat(absent)
                .isInstanceOfSatisfying(
                        Handled.Opened.class,
                        opened -> assertThat(opened.received().outcome()).isInstanceOf(Received.Absent.class));
        assertThat(mail.phoneDue()).contains(world.now.plus(PhoneRequests.GATHERING));
        mail.askPhone(annasWeb.line, () -> new MessageId("P1"));
        assertThat(sent("P1")).isEmpty();

        world.now = world.now.plus(PhoneRequests.GATHERING);
        mail.askPhone(annasWeb.line, () -> new MessageId("P1"));
        settle();

        assertThat(sent("P1")).hasSize(1);
        assertThat(anna.last().outcome())
                .isInstanceOfSatisfying(
                        Received.Read.class,
                        read -> assertThat(read.message()
                                        .getProtocolMessage()
                                        .getPeerDataOperationRequestMessage()
                                        .getPlaceholderMessageResendRequest(0)
                                        .getMessageKey()
                                        .getId())
                                .isEqualTo("X1"));
        assertThat(mail.phoneDue()).isEmpty();
    }
}
