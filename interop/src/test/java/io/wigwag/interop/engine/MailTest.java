package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A device's messages: nothing is lost and nothing is there twice, whatever fails on the way.
class MailTest {
    private static EngineStage stage;

    @BeforeAll
    static void setUp() throws Exception {
        stage = new EngineStage();
    }

    @AfterAll
    static void tearDown() {
        stage.close();
    }

    @AfterEach
    void clear() {
        stage.clear();
    }

    private final KeptMail mail = new KeptMail();

    private TestDevice online(VirtualPhone phone) throws Exception {
        var device = stage.device(mail);
        device.link(phone);
        return device;
    }

    private static Letter letter(String id, Jid chat, String text) {
        return new Letter(
                new MessageId(id),
                chat,
                Message.newBuilder().setConversation(text).build());
    }

    private static SendOutcome send(TestDevice device, Letter letter) throws Exception {
        return device.handle().send(letter).get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static List<String> texts(VirtualPhone phone) {
        return phone.inbox().stream()
                .map(Received::text)
                .flatMap(text -> text.stream())
                .toList();
    }

    @Test
    void aMessageGoesOutAndComesBack() throws Exception {
        var anna = stage.phone("mail-anna");
        var ben = stage.phone("mail-ben");
        var device = online(anna);

        assertThat(send(device, letter("OUT1", ben.pn(), "hello"))).isInstanceOf(SendOutcome.Accepted.class);
        var there = ben.awaitText("hello", TestDevice.PATIENCE);
        assertThat(anna.awaitText("hello", TestDevice.PATIENCE).own()).isTrue();
        ben.read(there);
        var read = mail.await(
                MailEvent.ReceiptCame.class, receipt -> receipt.kind() == InboundReceipt.Kind.READ && !receipt.own());
        assertThat(read.ids()).containsExactly(new MessageId("OUT1"));
        assertThat(read.chat().jid()).isEqualTo(ben.lid());
        assertThat(read.chat().phone()).contains(ben.pn());

        ben.sendText(anna.number(), "and back");
        var back = mail.awaitText("and back");
        assertThat(back.author().jid()).isEqualTo(ben.lid());
        assertThat(back.chat()).isEqualTo(read.chat());
    }

    @Test
    void aGroupIsWrittenToAndRead() throws Exception {
        var anna = stage.phone("group-anna");
        var ben = stage.phone("group-ben");
        var group = ben.createGroup("friends", anna.number());
        var device = online(anna);

        assertThat(send(device, letter("G1", group, "to all"))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(ben.awaitText("to all", TestDevice.PATIENCE).chat()).isEqualTo(group);
        ben.sendText(group.toString(), "from ben");
        var came = mail.awaitText("from ben");
        assertThat(came.chat().jid()).isEqualTo(group);
        assertThat(came.author().jid().bare()).isEqualTo(ben.lid());
    }

    @Test
    void whatIsNotKeptComesAgainInOrder() throws Exception {
        var anna = stage.phone("again-anna");
        var ben = stage.phone("again-ben");
        var device = online(anna);
        var failures = new AtomicInteger();
        mail.failOn(event -> KeptMail.text(event).equals("two") && failures.incrementAndGet() < 3);

        for (var text : List.of("one", "two", "three")) {
            ben.sendText(anna.number(), text);
        }
        mail.awaitText("three");
        assertThat(mail.texts()).containsExactly("one", "two", "three");
        assertThat(failures).hasValue(3);
        assertThat(device.path()).contains("backing_off");
    }

    @Test
    void aMessageThatNobodyCanKeepHoldsUpNobody() throws Exception {
        var anna = stage.phone("poison-anna");
        var ben = stage.phone("poison-ben");
        var device = online(anna);
        mail.failOn(event -> KeptMail.text(event).equals("poison"));

        for (var text : List.of("one", "poison", "three")) {
            ben.sendText(anna.number(), text);
        }
        device.await(LinkEvent.SetAside.class);
        mail.awaitText("three");
        assertThat(mail.texts()).containsExactly("one", "three");

        mail.failOn(_ -> false);
        device.handle().reconnect().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        mail.awaitText("poison");
    }

    @Test
    void aLostAnswerMeansTheSameStanzaAgain() throws Exception {
        var anna = stage.phone("lost-anna");
        var ben = stage.phone("lost-ben");
        var device = online(anna);
        send(device, letter("L0", ben.pn(), "before"));

        var lost = FaultRule.of(Match.stanza(Direction.OUT, "ack"), new Action.Close());
        stage.sandbox().faults().add(lost.once());
        assertThat(send(device, letter("L1", ben.pn(), "once"))).isInstanceOf(SendOutcome.Accepted.class);
        send(device, letter("L2", ben.pn(), "after"));
        ben.awaitText("after", TestDevice.PATIENCE);
        assertThat(texts(ben)).containsExactly("before", "once", "after");
        assertThat(mail.accepted()).containsExactly("L0", "L1", "L2");
    }

    @Test
    void anIdSentAgainByALaterLifeArrivesOnce() throws Exception {
        var anna = stage.phone("twice-anna");
        var ben = stage.phone("twice-ben");
        var device = online(anna);
        send(device, letter("T1", ben.pn(), "once"));
        ben.awaitText("once", TestDevice.PATIENCE);

        stage.restartEngine();
        var later = new TestDevice(stage.engine(), device.handle().name(), mail);
        later.start();
        later.awaitStatus(DeviceStatus.Online.class);
        assertThat(send(later, letter("T1", ben.pn(), "once"))).isInstanceOf(SendOutcome.Accepted.class);
        send(later, letter("T2", ben.pn(), "after"));
        ben.awaitText("after", TestDevice.PATIENCE);
        assertThat(texts(ben)).containsExactly("once", "after");
    }

    @Test
    void hundredsAtOnceArriveInOrder() throws Exception {
        var anna = stage.phone("many-anna");
        var ben = stage.phone("many-ben");
        var device = online(anna);
        send(device, letter("M", ben.pn(), "first"));

        var words = IntStream.range(0, 300)
                .mapToObj(i -> letter("M" + i, ben.pn(), "text " + i))
                .toList();
        for (var from = 0; from < words.size(); from += 50) {
            var batch = words.subList(from, from + 50).stream()
                    .map(device.handle()::send)
                    .toList();
            for (var word : batch) {
                assertThat(word.get(30, TimeUnit.SECONDS)).isInstanceOf(SendOutcome.Accepted.class);
            }
        }
        ben.awaitText("text 299", TestDevice.PATIENCE);
        assertThat(texts(ben).subList(1, 301))
                .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "text " + i).toList());
    }
}
