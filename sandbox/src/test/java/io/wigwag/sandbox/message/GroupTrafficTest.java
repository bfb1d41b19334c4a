package io.wigwag.sandbox.message;

import static io.wigwag.sandbox.message.Stanza.enc;
import static io.wigwag.sandbox.message.Stanza.message;
import static io.wigwag.sandbox.message.Stanza.receipt;
import static io.wigwag.sandbox.message.Stanza.secrets;
import static io.wigwag.sandbox.message.Stanza.to;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.ParticipantHash;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.SmallWorld.Client;
import io.wigwag.sandbox.group.Actor;
import io.wigwag.sandbox.group.Draft;
import io.wigwag.sandbox.group.Group;
import io.wigwag.sandbox.group.Toggle;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Messages, receipts and chat states in groups.
final class GroupTrafficTest extends AnnaAndBen {
    private final Account carl = world.account("carl");
    private final Client sender = world.online(anna);
    private final Client own = world.online(anna);
    private final Client zero = world.online(ben);
    private final Client one = world.online(ben);
    private final Client outsider = world.online(carl);
    private final Group group = group(Addressing.LID);

    private Group group(Addressing addressing) {
        var founded = world.in(() -> traffic.assembly()
                .founding()
                .create(Actor.of(anna), Draft.of("Trip", List.of(ben.lid())).in(addressing)));
        List.of(sender, own, zero, one, outsider).forEach(client -> {
            client.took();
            client.device().queue().clear();
        });
        return founded.group();
    }

    private Node toGroup(String id) {
        return message(id, group.jid())
                .attribute("addressing_mode", "lid")
                .attribute("phash", "2:abcdefgh")
                .child(enc("skmsg", "all"))
                .child(Node.tag("participants").child(to(zero.device().lid(), enc("pkmsg", "key"))))
                .child(Node.tag("device-identity").text("adv"))
                .build();
    }

    @Test
    void everyDeviceOfEveryMemberGetsItAndTheKeyComesFirst() {
        sender.send(toGroup("G1"));

        var withKey = zero.took().getFirst();
        assertThat(withKey)
                .isEqualTo(Node.tag("message")
                        .attribute("from", group.jid())
                        .attribute("participant", sender.device().lid())
                        .attribute("participant_pn", anna.pn())
                        .attribute("addressing_mode", "lid")
                        .attribute("id", "G1")
                        .attribute("type", "text")
                        .attribute("t", SmallWorld.START.getEpochSecond())
                        .attribute("notify", "anna")
                        .child(enc("pkmsg", "key"))
                        .child(enc("skmsg", "all"))
                        .child(Node.tag("device-identity").text("adv"))
                        .build());
        assertThat(secrets(one.took().getFirst())).containsExactly("all");
        assertThat(secrets(own.took().getFirst())).containsExactly("all");
        assertThat(sender.took())
                .singleElement()
                .satisfies(ack -> assertThat(ack.attributes().has("phash")).isFalse());
        assertThat(outsider.took()).isEmpty();
    }

    @Test
    void aGroupOfNumbersShowsNumbers() {
        var old = group(Addressing.PN);

        sender.send(message("G1", old.jid()).child(enc("skmsg", "all")).build());

        var came = zero.took().getFirst().attributes();
        assertThat(came.text("participant")).hasValue(anna.pn().toString());
        assertThat(came.text("participant_lid")).hasValue(anna.lid().toString());
        assertThat(came.text("addressing_mode")).hasValue("pn");
    }

    @Test
    void thoseWhoAreGoneHearNothingWhateverIsEncryptedForThem() {
        sender.send(message("G1", group.jid())
                .child(enc("skmsg", "all"))
                .child(Node.tag("participants").child(to(outsider.device().lid(), enc("pkmsg", "key"))))
                .build());

        assertThat(outsider.took()).isEmpty();
        assertThat(zero.took()).hasSize(1);
    }

    @Test
    void aBundleForSomeGoesToThoseAlone() {
        sender.send(message("H1", group.jid())
                .child(Node.tag("participants")
                        .child(to(one.device().lid(), enc("msg", "history")))
                        .child(to(outsider.device().lid(), enc("msg", "history"))))
                .build());

        assertThat(secrets(one.took().getFirst())).containsExactly("history");
        assertThat(zero.took()).isEmpty();
        assertThat(own.took()).isEmpty();
        assertThat(outsider.took()).isEmpty();
    }

    @Test
    void aResendReachesOneDeviceInGroupShape() {
        sender.send(message("G1", group.jid())
                .attribute("participant", one.device().lid())
                .child(enc("msg", "again"))
                .build());

        assertThat(zero.took()).isEmpty();
        var came = one.took().getFirst();
        assertThat(secrets(came)).containsExactly("again");
        assertThat(came.attributes().text("from")).hasValue(group.jid().toString());
        assertThat(came.attributes().text("participant"))
                .hasValue(sender.device().lid().toString());
    }

    private static String error(Client client) {
        return client.took("ack").getFirst().attributes().text("error").orElse("none");
    }

    @Test
    void whoMayNotWriteIsTold() throws Exception {
        outsider.send(toGroup("G1"));
        assertThat(error(outsider)).isEqualTo("403");
        sender.send(message("G2", Jid.parse("120363999999999999@g.us"))
                .child(enc("skmsg", "x"))
                .build());
        assertThat(error(sender)).isEqualTo("404");

        world.in(() -> {
            traffic.assembly().changes().set(Actor.of(anna), group, Toggle.ANNOUNCEMENT, true);
            return true;
        });
        zero.took();
        zero.send(toGroup("G3"));
        assertThat(error(zero)).isEqualTo("401");
        zero.send(message("G4", group.jid())
                .set("type", "reaction")
                .child(enc("skmsg", "x"))
                .build());
        assertThat(error(zero)).isEqualTo("none");
        sender.took();
        sender.send(toGroup("G5"));
        assertThat(error(sender)).isEqualTo("none");
    }

    @Test
    void aGroupsHashIsToldOnRequest() {
        world.settings().ackPhash = true;

        sender.send(toGroup("G1"));

        assertThat(sender.took().getFirst().attributes().text("phash"))
                .hasValue(ParticipantHash.of(List.of(
                        sender.device().lid(),
                        own.device().lid(),
                        zero.device().lid(),
                        one.device().lid())));
    }

    @Test
    void receiptsGoToTheAuthorAloneAndSettleByChatAndAuthor() {
        sender.send(toGroup("G1"));
        own.took();
        zero.took();
        zero.send(message("G1", group.jid()).child(enc("skmsg", "same id")).build());
        sender.took();
        own.took();

        one.send(receipt("G1", group.jid())
                .attribute("participant", sender.device().lid())
                .build());

        assertThat(one.device().queue().entries())
                .singleElement()
                .satisfies(left -> assertThat(secrets(left.stanza())).containsExactly("same id"));
        var told = sender.took().getFirst().attributes();
        assertThat(told.text("from")).hasValue(group.jid().toString());
        assertThat(told.text("participant")).hasValue(one.device().lid().toString());
        assertThat(own.took()).hasSize(1);
        assertThat(zero.took("receipt")).isEmpty();
    }

    @Test
    void aReadMessageIsReadOnOwnDevicesToo() {
        one.send(receipt("G1", group.jid())
                .attribute("type", "read")
                .attribute("participant", anna.lid())
                .build());

        assertThat(sender.took("receipt")).hasSize(1);
        var copy = zero.took().getFirst().attributes();
        assertThat(copy.text("from")).hasValue(one.device().lid().toString());
        assertThat(copy.text("recipient")).hasValue(group.jid().toString());
        assertThat(copy.text("participant")).hasValue(anna.lid().toString());
    }

    @Test
    void aRetryReachesTheAuthoringDeviceInGroupShape() {
        var retry = Node.tag("retry").attribute("count", "1").build();

        one.send(receipt("G1", group.jid())
                .attribute("type", "retry")
                .attribute("participant", sender.device().lid())
                .child(retry)
                .build());

        assertThat(own.took()).isEmpty();
        var came = sender.took().getFirst();
        assertThat(came.attributes().text("from")).hasValue(group.jid().toString());
        assertThat(came.attributes().text("participant"))
                .hasValue(one.device().lid().toString());
        assertThat(came.children()).containsExactly(retry);
    }

    @Test
    void severalReadersStandInOneReceiptOnRequest() {
        world.settings().aggregateReceipts = true;
        own.close();
        var readers = List.of(zero, one);

        readers.forEach(reader -> reader.send(receipt("G1", group.jid())
                .attribute("type", "read")
                .attribute("participant", anna.lid())
                .attribute("t", "7" + reader.device().number())
                .build()));

        var back = world.login(own.device()).took("receipt");
        assertThat(back).hasSize(1);
        assertThat(back.getFirst().attributes().has("participant")).isFalse();
        assertThat(back.getFirst().children())
                .containsExactly(Node.tag("participants")
                        .attribute("key", "G1")
                        .child(Node.tag("user").attribute("jid", ben.lid()).attribute("t", "70"))
                        .child(Node.tag("user").attribute("jid", ben.lid()).attribute("t", "71"))
                        .build());
        assertThat(sender.took("receipt")).hasSize(2);
    }

    @Test
    void membersSeeWhoWrites() {
        sender.send(Node.tag("chatstate")
                .attribute("to", group.jid())
                .child(Node.of("composing"))
                .build());
        outsider.send(Node.tag("chatstate")
                .attribute("to", group.jid())
                .child(Node.of("composing"))
                .build());

        var expected = Node.tag("chatstate")
                .attribute("from", group.jid())
                .attribute("participant", anna.lid())
                .child(Node.of("composing"))
                .build();
        assertThat(zero.took()).containsExactly(expected);
        assertThat(one.took()).containsExactly(expected);
        assertThat(own.took()).isEmpty();
    }
}
