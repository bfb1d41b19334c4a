package io.wigwag.sandbox.message;

import static io.wigwag.sandbox.message.Stanza.enc;
import static io.wigwag.sandbox.message.Stanza.message;
import static io.wigwag.sandbox.message.Stanza.secrets;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.SmallWorld.Client;
import io.wigwag.sandbox.server.Consent;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class MessagesTest extends AnnaAndBen {
    @Test
    void whatIsSentToANumberComesFromOne() {
        var sender = world.online(anna);
        var recipient = world.online(ben);

        sender.send(message("M1", ben.pn(), ben.pn()));

        assertThat(recipient.took())
                .containsExactly(Node.tag("message")
                        .attribute("from", anna.pn())
                        .attribute("sender_lid", anna.lid())
                        .attribute("id", "M1")
                        .attribute("type", "text")
                        .attribute("t", SmallWorld.START.getEpochSecond())
                        .attribute("notify", "anna")
                        .child(enc("msg", ben.pn().toString()))
                        .build());
        assertThat(sender.took())
                .containsExactly(Node.tag("ack")
                        .attribute("class", "message")
                        .attribute("id", "M1")
                        .attribute("t", SmallWorld.START.getEpochSecond())
                        .attribute("from", ben.pn())
                        .build());
    }

    @Test
    void whatIsSentToAHiddenIdComesFromOne() {
        world.online(anna);
        var sender = world.online(anna);
        var recipient = world.online(ben);

        sender.send(message("M1", ben.lid(), ben.lid()));

        var came = recipient.took().getFirst();
        assertThat(came.attributes().text("from"))
                .hasValue(anna.lid().withDevice(1).toString());
        assertThat(came.attributes().text("sender_pn")).hasValue(anna.pn().toString());
        assertThat(came.attributes().has("sender_lid")).isFalse();
    }

    @Test
    void eachListedDeviceGetsItsOwnCiphertextAndNobodyElseAny() {
        var sender = world.online(anna);
        var own = world.online(anna);
        var first = world.online(ben);
        var second = world.online(ben);
        var third = world.online(ben);

        sender.send(message(
                "M1",
                ben.lid(),
                first.device().lid(),
                second.device().pn(),
                own.device().lid(),
                sender.device().lid()));

        assertThat(secrets(first.took().getFirst()))
                .containsExactly(first.device().lid().toString());
        assertThat(secrets(second.took().getFirst()))
                .containsExactly(second.device().pn().toString());
        assertThat(third.took()).isEmpty();
        assertThat(sender.took("message")).isEmpty();
        var copy = own.took().getFirst();
        assertThat(secrets(copy)).containsExactly(own.device().lid().toString());
        assertThat(copy.attributes().text("from")).hasValue(anna.lid().toString());
        assertThat(copy.attributes().text("recipient")).hasValue(ben.lid().toString());
        assertThat(copy.attributes().text("peer_recipient_pn"))
                .hasValue(ben.pn().toString());
        assertThat(copy.attributes().has("sender_pn")).isFalse();
    }

    @Test
    void devicesOfOthersOnTheListGetNothing() {
        var sender = world.online(anna);
        var stranger = world.online(world.account("carl"));

        sender.send(message("M1", ben.pn(), stranger.device().pn()));

        assertThat(stranger.took()).isEmpty();
        assertThat(sender.took("ack")).hasSize(1);
    }

    @Test
    void aCiphertextWithoutAListIsForDeviceZero() {
        var sender = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        sender.send(message("M1", ben.pn()).child(enc("msg", "zero")).build());

        assertThat(secrets(zero.took().getFirst())).containsExactly("zero");
        assertThat(one.took()).isEmpty();
    }

    @Test
    void aResendGoesToOneDeviceWhereverItsCiphertextStands() {
        var sender = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        sender.send(message("M1", one.device().pn()).child(enc("msg", "bare")).build());
        sender.send(message(
                "M1", one.device().pn(), zero.device().pn(), one.device().pn()));

        assertThat(zero.took()).isEmpty();
        assertThat(one.took().stream().map(Stanza::secrets))
                .containsExactly(List.of("bare"), List.of(one.device().pn().toString()));
    }

    @Test
    void aResendToAnOwnDeviceShowsTheChatThatItNames() {
        var sender = world.online(anna);
        var own = world.online(anna);

        sender.send(message("M1", own.device().pn())
                .attribute("recipient", ben.pn())
                .child(enc("pkmsg", "again"))
                .build());

        var came = own.took().getFirst();
        assertThat(came.attributes().text("recipient")).hasValue(ben.pn().toString());
        assertThat(came.attributes().text("peer_recipient_lid"))
                .hasValue(ben.lid().toString());
    }

    @Test
    void whatStandsBesideTheListGoesAlongButTheTokensAndAnotherDevicesNeeds() {
        var sender = world.online(anna);
        var zero = world.online(ben);
        var one = world.online(ben);

        sender.send(message("M1", ben.pn())
                .attribute("edit", "1")
                .child(Node.tag("participants")
                        .child(Stanza.to(zero.device().pn(), enc("pkmsg", "a")))
                        .child(Stanza.to(one.device().pn(), enc("msg", "b"))))
                .child(Node.tag("device-identity").text("adv"))
                .child(Node.tag("meta").attribute("appdata", "x"))
                .child(Node.tag("reporting").text("r"))
                .child(Node.tag("tctoken").text("t"))
                .child(Node.tag("cstoken").text("c"))
                .build());

        var first = zero.took().getFirst();
        assertThat(tags(first)).containsExactly("enc", "device-identity", "meta", "reporting");
        assertThat(first.attributes().text("edit")).hasValue("1");
        assertThat(tags(one.took().getFirst())).containsExactly("enc", "meta", "reporting");
    }

    private static List<String> tags(Node stanza) {
        return stanza.children().stream().map(Node::tag).toList();
    }

    @Test
    void aRepeatOfTheSameBytesIsAcknowledgedAndNotRouted() {
        var sender = world.online(anna);
        var recipient = world.online(ben);

        sender.send(message("M1", ben.pn(), ben.pn()));
        sender.send(message("M1", ben.pn(), ben.pn()));

        assertThat(recipient.took()).hasSize(1);
        assertThat(sender.took("ack")).hasSize(2);
        assertThat(world.events("message.repeated")).hasSize(1);
    }

    @Test
    void theSameIdWithAnotherCiphertextIsAnotherMessage() {
        var sender = world.online(anna);
        var recipient = world.online(ben);

        sender.send(message("M1", ben.pn()).child(enc("msg", "one")).build());
        sender.send(message("M1", ben.pn()).child(enc("msg", "two")).build());

        assertThat(recipient.took()).hasSize(2);
    }

    @Test
    void theMemoryForRepeatsIsBounded() {
        var sender = world.online(anna);
        var recipient = world.online(ben);

        for (var i = 0; i < 300; i++) {
            sender.send(message("M" + i, ben.pn()).child(enc("msg", "one")).build());
        }
        recipient.took();
        sender.send(message("M299", ben.pn()).child(enc("msg", "one")).build());
        sender.send(message("M0", ben.pn()).child(enc("msg", "one")).build());

        assertThat(recipient.took())
                .extracting(came -> came.attributes().text("id").orElse(""))
                .containsExactly("M0");
    }

    @Test
    void aMessageToNobodyIsAcknowledged() {
        var sender = world.online(anna);

        sender.send(message("M1", anna.pn()).build());
        sender.send(message("M2", anna.pn(), anna.pn()));
        sender.send(message("M3", ben.pn()).child(enc("msg", "x")).build());

        assertThat(sender.took())
                .hasSize(3)
                .allMatch(stanza -> stanza.is("ack") && !stanza.attributes().has("error"));
    }

    @Test
    void strictnessRefusesWhatMakesNoSense() {
        world.settings().strict = true;
        var sender = world.online(anna);

        sender.send(message("M1", ben.pn()).build());

        assertThat(sender.took().getFirst().attributes().text("error")).hasValue("479");
    }

    @Test
    void theBlockedDontKnowIt() {
        var sender = world.online(anna);
        var recipient = world.online(ben);
        world.exchange().consent(new Consent() {
            @Override
            public boolean blocks(Account who, Account whom) {
                return who == ben && whom == anna;
            }
        });

        sender.send(message("M1", ben.pn(), ben.pn()));

        assertThat(recipient.took()).isEmpty();
        assertThat(sender.took().getFirst().attributes().has("error")).isFalse();
    }

    @Test
    void theRestrictedTakeNothingWithoutAToken() {
        var sender = world.online(anna);
        var own = world.online(anna);
        var recipient = world.online(ben);
        world.exchange().consent(new Consent() {
            @Override
            public OptionalInt refusal(Device from, Account to, Node message) {
                return message.child("tctoken").isPresent() ? OptionalInt.empty() : OptionalInt.of(463);
            }
        });

        sender.send(message("M1", ben.pn(), ben.pn(), own.device().pn()));
        assertThat(sender.took().getFirst().attributes().text("error")).hasValue("463");
        assertThat(own.took()).isEmpty();
        sender.send(message("M1", ben.pn(), ben.pn(), own.device().pn()).toBuilder()
                .child(Node.of("tctoken"))
                .build());

        assertThat(recipient.took()).hasSize(1);
        assertThat(own.took()).hasSize(1);
    }

    @Test
    void whatNobodySettledComesAgainWithAMarkAndWhatWasSettledDoesNot() {
        var sender = world.online(anna);
        var device = world.link(ben);
        var recipient = world.online(device);
        sender.send(message("M1", ben.pn(), ben.pn()));
        sender.send(message("M2", ben.pn(), ben.pn()));
        recipient.took();

        recipient.send(Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", "M1")
                .attribute("to", anna.lid())
                .build());
        recipient.close();
        var again = world.login(device);

        assertThat(again.took("message"))
                .singleElement()
                .satisfies(came -> assertThat(came.attributes().text("id")).hasValue("M2"))
                .satisfies(came -> assertThat(came.attributes().has("offline")).isTrue());
    }

    @Test
    void theAdminSeesWhoWouldGetAMessage() throws Exception {
        var sender = world.link(anna);
        var recipient = world.link(ben);

        var copies = world.in(() -> traffic.messages().preview(sender, message("M1", ben.pn(), ben.pn())));

        assertThat(copies).containsOnlyKeys(recipient);
        assertThat(recipient.queue().isEmpty()).isTrue();
    }

    @Test
    void acceptanceSaysHowFarEachCopyCame() {
        var sender = world.link(anna);
        var online = world.online(ben);
        var away = world.link(ben);

        var acceptance = world.in(() -> traffic.messages()
                .send(sender, message("M1", ben.pn(), online.device().pn(), away.pn())));

        assertThat(acceptance.reached())
                .containsExactly(
                        new Acceptance.Reached(online.device(), Acceptance.Fate.DELIVERED),
                        new Acceptance.Reached(away, Acceptance.Fate.QUEUED));
    }

    @Test
    void thoseWhoTalkHearOfEachOther() {
        Client sender = world.online(anna);

        sender.send(message("M1", ben.lid(), ben.lid()));

        assertThat(world.exchange().acquaintances().whoKnow(anna)).containsExactly(ben);
        assertThat(world.exchange().acquaintances().whoKnow(ben)).containsExactly(anna);
    }
}
