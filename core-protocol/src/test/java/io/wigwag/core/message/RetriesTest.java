package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Resend;
import io.wigwag.core.message.send.RetryRequest;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.core.signal.SentMessages;
import io.wigwag.core.signal.SignedPreKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party annasWeb = world.device("491111", "7001", 4);
    private final Party ben = world.device("492222", "7002", 0);
    private final Party bensWeb = world.device("492222", "7002", 7);

    private void befriend() throws Exception {
        annasWeb.send(ben.phone, "A0", "hello");
        world.settle();
        bensWeb.send(anna.phone, "B0", "hi");
        world.settle();
    }

    /// Makes a device forget its session with another, as one that was put back to an old copy.
    private static void loseSession(Party party, Party with) {
        party.state.commit(List.of(new StateChange.DeleteSession(DeviceAddress.of(with.lid))));
    }

    private List<Node> receipts() {
        return world.sent.stream().filter(RetryRequest::isOne).toList();
    }

    @Test
    void aDeviceThatLostItsSessionGetsTheMessageAtTheSecondAttempt() throws Exception {
        befriend();
        loseSession(bensWeb, annasWeb);
        annasWeb.send(ben.phone, "A1", "again?");
        world.settle();

        assertThat(bensWeb.read()).contains("again?");
        assertThat(receipts())
                .extracting(
                        receipt -> receipt.requireChild("retry").attributes().requireText("count"))
                .containsExactly("1", "2");
        assertThat(receipts())
                .extracting(receipt -> receipt.child("keys").isPresent())
                .containsExactly(false, true);
        assertThat(receipts().getFirst().requireChild("retry").attributes().requireText("error"))
                .isEqualTo(Integer.toString(RetryReason.NO_SESSION.code()));
        assertThat(annasWeb.resent)
                .allMatch(resend -> resend instanceof Resend.Sent)
                .hasSize(2);
        // And both ways from then on.
        bensWeb.send(anna.phone, "B1", "fine");
        annasWeb.send(ben.phone, "A2", "good");
        world.settle();
        assertThat(annasWeb.read()).contains("fine");
        assertThat(bensWeb.read()).contains("good");
    }

    @Test
    void onlyTheDeviceThatAsksGetsItAgain() throws Exception {
        befriend();
        loseSession(bensWeb, annasWeb);
        var before = ben.received.size();
        annasWeb.send(ben.phone, "A1", "again?");
        world.settle();

        assertThat(ben.received).hasSize(before + 1);
        var resent = world.sent.stream()
                .filter(node -> node.is("message") && node.attributes().has("device_fanout"))
                .toList();
        assertThat(resent).isNotEmpty().allSatisfy(node -> {
            assertThat(node.attributes().requireJid("to")).isEqualTo(bensWeb.lid);
            assertThat(node.attributes().requireText("id")).isEqualTo("A1");
            assertThat(node.requireChild("enc").attributes().has("count")).isTrue();
        });
    }

    @Test
    void aCopyForOurOwnDeviceIsSentAgainAsACopy() throws Exception {
        annasWeb.send(ben.phone, "A0", "hello");
        world.settle();
        anna.send(ben.phone, "A1", "hello too");
        world.settle();
        loseSession(anna, annasWeb);
        annasWeb.send(ben.phone, "A2", "copy me");
        world.settle();

        assertThat(anna.read()).contains("copy me");
        assertThat(anna.last().envelope().orElseThrow().place().chat()).isEqualTo(ben.lid);
    }

    @Test
    void aMemberWithoutTheKeyGetsMessageAndKey() throws Exception {
        var group = world.group("120363001", true, anna, ben);
        annasWeb.send(group.jid(), "G0", "one");
        world.settle();
        bensWeb.state
                .senderKeysOf(DeviceAddress.of(annasWeb.lid).name())
                .forEach(name -> bensWeb.state.commit(List.of(new StateChange.DeleteSenderKey(name))));
        annasWeb.send(group.jid(), "G1", "two");
        world.settle();

        assertThat(bensWeb.read()).containsExactly("one", "two");
        var resent = world.sent.stream()
                .filter(node -> node.is("message") && node.attributes().has("participant"))
                .toList();
        assertThat(resent).singleElement().satisfies(node -> {
            assertThat(node.attributes().requireJid("to")).isEqualTo(group.jid());
            assertThat(node.attributes().requireJid("participant")).isEqualTo(bensWeb.lid);
            assertThat(node.attributes().requireText("addressing_mode")).isEqualTo("lid");
        });
        annasWeb.send(group.jid(), "G2", "three");
        world.settle();
        assertThat(bensWeb.read()).containsExactly("one", "two", "three");
    }

    @Test
    void whoNeverGotAMessageDoesNotGetItNow() throws Exception {
        befriend();
        var eve = world.device("496666", "7666", 0);
        annasWeb.send(eve.phone, "E0", "hello eve");
        world.settle();
        var request = retry(eve.lid, "A0", 1, eve.identity.registrationId());

        var resend = annasWeb.resends.answer(annasWeb.line, request);

        // The chat with eve has no such message, and the one with ben is not hers.
        assertThat(resend).isEqualTo(new Resend.Refused(new MessageId("A0"), eve.lid, Resend.Why.UNKNOWN_MESSAGE));
    }

    @Test
    void anOutsiderOfAGroupGetsNothing() throws Exception {
        var group = world.group("120363001", true, anna, ben);
        var eve = world.device("496666", "7666", 0);
        annasWeb.send(group.jid(), "G0", "one");
        annasWeb.send(eve.phone, "E0", "hello eve");
        world.settle();
        var request = new RetryRequest(
                new MessageId("G0"),
                group.jid(),
                eve.lid,
                Optional.empty(),
                1,
                eve.identity.registrationId(),
                Optional.empty(),
                Optional.empty());

        assertThat(annasWeb.resends.answer(annasWeb.line, request))
                .isEqualTo(new Resend.Refused(new MessageId("G0"), eve.lid, Resend.Why.NO_RECIPIENT));
    }

    @Test
    void aStatusIsForThoseWhomItWasWrittenFor() throws Exception {
        befriend();
        var eve = world.device("496666", "7666", 0);
        annasWeb.send(eve.phone, "E0", "hello eve");
        for (var id : List.of("S1", "S2")) {
            annasWeb.outbox.send(
                    annasWeb.line,
                    new Letter(new MessageId(id), Jid.STATUS, Party.text("sunny"), List.of(), List.of(ben.phone)));
            world.settle();
        }

        // The second one was under a key that ben had: it names him all the same.
        for (var id : List.of("S1", "S2")) {
            assertThat(annasWeb.resends.answer(annasWeb.line, status(id, bensWeb)))
                    .isInstanceOf(Resend.Sent.class);
            assertThat(annasWeb.resends.answer(annasWeb.line, status(id, anna))).isInstanceOf(Resend.Sent.class);
            assertThat(annasWeb.resends.answer(annasWeb.line, status(id, eve)))
                    .isEqualTo(new Resend.Refused(new MessageId(id), eve.lid, Resend.Why.NO_RECIPIENT));
        }
    }

    private static RetryRequest status(String id, Party requester) {
        return new RetryRequest(
                new MessageId(id),
                Jid.STATUS,
                requester.lid,
                Optional.empty(),
                1,
                requester.identity.registrationId(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void theFifthRequestAndStrangersAreRefused() throws Exception {
        befriend();
        assertThat(annasWeb.resends.answer(
                        annasWeb.line, retry(bensWeb.lid, "A0", 5, bensWeb.identity.registrationId())))
                .isEqualTo(new Resend.Refused(new MessageId("A0"), bensWeb.lid, Resend.Why.TOO_OFTEN));
        var unlinked = bensWeb.lid.withDevice(33);
        assertThat(annasWeb.resends.answer(annasWeb.line, retry(unlinked, "A0", 1, 5)))
                .isEqualTo(new Resend.Refused(new MessageId("A0"), unlinked, Resend.Why.UNKNOWN_DEVICE));
    }

    /// How often it has asked is what the requester says; how often it was answered is what we know.
    @Test
    void whoAlwaysAsksForTheFirstTimeIsAnsweredTenTimes() throws Exception {
        befriend();
        var request = retry(bensWeb.lid, "A0", 1, bensWeb.identity.registrationId());
        for (var i = 0; i < 10; i++) {
            assertThat(annasWeb.resends.answer(annasWeb.line, request)).isInstanceOf(Resend.Sent.class);
        }
        world.settle();
        var sent = world.sent.size();
        var commits = annasWeb.state.commits();
        assertThat(annasWeb.resends.answer(annasWeb.line, request))
                .isEqualTo(new Resend.Refused(new MessageId("A0"), bensWeb.lid, Resend.Why.TOO_OFTEN));
        assertThat(world.sent).hasSize(sent);
        assertThat(annasWeb.state.commits()).isEqualTo(commits);

        // Another device, and another message, are other matters.
        assertThat(annasWeb.resends.answer(annasWeb.line, retry(ben.lid, "A0", 1, ben.identity.registrationId())))
                .isInstanceOf(Resend.Sent.class);
        annasWeb.send(ben.phone, "A1", "one more");
        assertThat(annasWeb.resends.answer(
                        annasWeb.line, retry(bensWeb.lid, "A1", 1, bensWeb.identity.registrationId())))
                .isInstanceOf(Resend.Sent.class);
    }

    @Test
    void keysMakeNoNewSessionOnceItWasAskedForTooOften() throws Exception {
        befriend();
        var keys = new PreKeyBundle(
                bensWeb.identity.publicKey(),
                bensWeb.identity.registrationId(),
                SignedPreKey.of(bensWeb.state.signedPreKeys().getFirst()).published(),
                Optional.empty());
        var request = new RetryRequest(
                new MessageId("A0"),
                bensWeb.lid,
                bensWeb.lid,
                Optional.empty(),
                2,
                bensWeb.identity.registrationId(),
                Optional.of(keys),
                Optional.empty());
        for (var i = 0; i < 25; i++) {
            annasWeb.resends.answer(annasWeb.line, request);
        }
        assertThat(world.sent.stream()
                        .filter(node -> node.is("message") && node.attributes().has("device_fanout")))
                .hasSize(10);
    }

    @Test
    void inventedIdsAndStrangersCostNoQuestionAndNoSession() throws Exception {
        befriend();
        var asked = world.asked.size();
        var commits = annasWeb.state.commits();
        var unlinked = bensWeb.lid.withDevice(33);
        for (var i = 0; i < 100; i++) {
            var id = "X" + i;
            // Of a device that nobody knows, of one that registered anew, and of a member of no group.
            for (var request : List.of(
                    retry(unlinked, id, 1, 5),
                    retry(bensWeb.lid, id, 1, 5),
                    new RetryRequest(
                            new MessageId(id),
                            World.jid("120363001@g.us"),
                            bensWeb.lid,
                            Optional.empty(),
                            1,
                            5,
                            Optional.empty(),
                            Optional.empty()))) {
                assertThat(annasWeb.resends.answer(annasWeb.line, request))
                        .isEqualTo(
                                new Resend.Refused(new MessageId(id), request.requester(), Resend.Why.UNKNOWN_MESSAGE));
            }
        }
        assertThat(world.asked).hasSize(asked);
        assertThat(annasWeb.state.commits()).isEqualTo(commits);
    }

    @Test
    void aDeviceThatRegisteredAnewGetsANewSession() throws Exception {
        befriend();
        var fetched = world.asked.stream()
                .filter(node -> node.child("key_fetch").isPresent())
                .count();
        var resend = annasWeb.resends.answer(annasWeb.line, retry(bensWeb.lid, "A0", 1, 1));

        assertThat(resend).isInstanceOf(Resend.Sent.class);
        assertThat(world.asked.stream()
                        .filter(node -> node.child("key_fetch").isPresent())
                        .count())
                .isEqualTo(fetched + 1);
        assertThat(world.sent.getLast().requireChild("enc").attributes().requireText("type"))
                .isEqualTo("pkmsg");
    }

    @Test
    void aSessionThatFailedTwiceIsReplacedAndNotBefore() throws Exception {
        befriend();
        var registration = bensWeb.identity.registrationId();
        annasWeb.resends.answer(annasWeb.line, retry(bensWeb.lid, "A0", 1, registration));
        annasWeb.resends.answer(annasWeb.line, retry(bensWeb.lid, "A0", 2, registration));
        assertThat(world.sent.getLast().requireChild("enc").attributes().requireText("type"))
                .isEqualTo("msg");

        annasWeb.resends.answer(annasWeb.line, retry(bensWeb.lid, "A0", 3, registration));

        assertThat(world.sent.getLast().requireChild("enc").attributes().requireText("type"))
                .isEqualTo("pkmsg");
        world.settle();
        assertThat(bensWeb.read()).contains("hello");
    }

    @Test
    void afterSevenDaysNobodyGetsItAgain() throws Exception {
        befriend();
        world.now = world.now.plus(Duration.ofDays(8));
        annasWeb.state.commit(new SentMessages(() -> world.now).forgetOld());

        assertThat(annasWeb.resends.answer(
                        annasWeb.line, retry(bensWeb.lid, "A0", 1, bensWeb.identity.registrationId())))
                .isEqualTo(new Resend.Refused(new MessageId("A0"), bensWeb.lid, Resend.Why.UNKNOWN_MESSAGE));
    }

    @Test
    void aMessageThatNeverOpensEndsAfterFourRequests() throws Exception {
        befriend();
        for (var i = 1; i <= 5; i++) {
            var received = bensWeb.inbox.open(broken("X1"));
            bensWeb.state.commit(received.changes());
            assertThat(received.outcome())
                    .isEqualTo(new Received.Unreadable(RetryReason.INVALID_MESSAGE, i, i == 5, false));
            if (i < 5) {
                assertThat(received.replies()).extracting(Node::tag).containsExactly("receipt", "ack");
                assertThat(received.replies().getLast().attributes().has("error"))
                        .isFalse();
            } else {
                assertThat(received.replies()).singleElement().satisfies(ack -> {
                    assertThat(ack.is("ack")).isTrue();
                    assertThat(ack.attributes().requireText("error")).isEqualTo("500");
                });
            }
            // From the third on the phone is asked as well.
            assertThat(received.wanted().isPresent()).isEqualTo(i >= 3);
        }
    }

    @Test
    void theCountOfTheSenderIsBelieved() {
        var stanza = broken("X1").toBuilder()
                .clear()
                .child(Node.tag("enc")
                        .attribute("v", "2")
                        .attribute("type", "msg")
                        .attribute("count", 2)
                        .bytes(Octets.ofHex("3300")))
                .build();
        assertThat(bensWeb.inbox.open(stanza).outcome())
                .isEqualTo(new Received.Unreadable(RetryReason.INVALID_MESSAGE, 3, false, false));
    }

    @Test
    void aStormOfBrokenMessagesStopsNothing() throws Exception {
        befriend();
        for (var i = 0; i < 20_000; i++) {
            var received = bensWeb.inbox.open(broken("X" + i));
            assertThat(received.outcome()).isInstanceOf(Received.Unreadable.class);
            // First requests carry no keys, so there is nothing to remember.
            assertThat(received.changes()).isEmpty();
        }
        annasWeb.send(ben.phone, "A1", "still there?");
        world.settle();
        assertThat(bensWeb.read()).contains("still there?");
    }

    private Node broken(String id) {
        return Node.tag("message")
                .attribute("from", annasWeb.lid)
                .attribute("id", id)
                .attribute("t", world.now.getEpochSecond())
                .attribute("type", "text")
                .child(Node.tag("enc")
                        .attribute("v", "2")
                        .attribute("type", "msg")
                        .bytes(Octets.ofHex("3300")))
                .build();
    }

    private static RetryRequest retry(Jid requester, String id, int count, int registration) {
        return new RetryRequest(
                new MessageId(id),
                requester,
                requester,
                Optional.empty(),
                count,
                registration,
                Optional.empty(),
                Optional.empty());
    }
}
