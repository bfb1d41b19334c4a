package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.LineLimits;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.TextMatch;
import io.wigwag.sandbox.phone.Corruption;
import io.wigwag.sandbox.phone.Draft;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Messages that come twice, spoiled, under another name, from another phone: each is kept once, in one chat.
class TroubledMailTest {
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

    private static CompletableFuture<SendOutcome> send(TestDevice device, String text, Jid chat) {
        return device.handle()
                .send(new Letter(
                        new MessageId(text.replace(' ', '-')),
                        chat,
                        Message.newBuilder().setConversation(text).build()));
    }

    private static void isAccepted(CompletableFuture<SendOutcome> word) throws Exception {
        assertThat(word.get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isInstanceOf(SendOutcome.Accepted.class);
    }

    private static List<String> texts(VirtualPhone phone) {
        return phone.inbox().stream()
                .map(Received::text)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> numbered(String text, int count) {
        return IntStream.range(0, count).mapToObj(i -> text + " " + i).toList();
    }

    /// How often devices other than phones asked this person for a message again.
    private static long retries(VirtualPhone author) {
        return author.receipts().stream()
                .filter(receipt ->
                        receipt.type().equals("retry") && receipt.by().device() != 0)
                .count();
    }

    @Test
    void whatComesTwiceIsKeptOnce() throws Exception {
        var anna = stage.phone("double-anna");
        var ben = stage.phone("double-ben");
        var device = online(anna);
        stage.sandbox().faults().add(FaultRule.of(Match.stanza(Direction.OUT, "message"), new Action.Duplicate(2)));
        numbered("text", 5).forEach(text -> ben.sendText(anna.number(), text));
        mail.awaitText("text 4");
        isAccepted(send(device, "all before this was taken in", ben.pn()));
        assertThat(mail.texts()).containsExactlyElementsOf(numbered("text", 5));
        assertThat(retries(ben)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aSpoiledMessageIsAskedForOnceAndHeals(Corruption how) throws Exception {
        var anna = stage.phone("spoiled-anna " + how);
        var ben = stage.phone("spoiled-ben " + how);
        var device = online(anna);
        ben.sendText(anna.number(), "before");
        mail.awaitText("before");
        isAccepted(send(device, "so that the session is confirmed", ben.pn()));

        var spoiled = Message.newBuilder().setConversation("spoiled").build();
        ben.send(Draft.of(anna.number(), spoiled).spoiled(how));
        mail.awaitText("spoiled");
        ben.sendText(anna.number(), "after");
        mail.awaitText("after");
        assertThat(mail.texts()).containsExactly("before", "spoiled", "after");
        assertThat(retries(ben)).isEqualTo(1);
        isAccepted(send(device, "and back", ben.pn()));
        ben.awaitText("and back", TestDevice.PATIENCE);
    }

    @Test
    void whoCannotReadUsIsSentTheMessageAgain() throws Exception {
        var anna = stage.phone("unread-anna");
        var ben = stage.phone("unread-ben");
        var device = online(anna);
        isAccepted(send(device, "before", ben.pn()));
        ben.awaitText("before", TestDevice.PATIENCE);

        // Nobody tells us that ben's phone is another one now.
        stage.sandbox().faults().add(FaultRule.of(Match.stanza(Direction.OUT, "notification"), new Action.Drop()));
        ben.newIdentity();
        isAccepted(send(device, "can you read this", ben.pn()));
        ben.awaitText("can you read this", TestDevice.PATIENCE);
        mail.await(MailEvent.AskedAgain.class, _ -> true);
        isAccepted(send(device, "and this", ben.pn()));
        ben.awaitText("and this", TestDevice.PATIENCE);
        assertThat(texts(ben).stream().filter(text -> text.endsWith("this")).toList())
                .containsExactly("can you read this", "and this");
    }

    @Test
    void aNewPhoneIsToldAndWrittenTo() throws Exception {
        var anna = stage.phone("new-anna");
        var ben = stage.phone("new-ben");
        var device = online(anna);
        ben.sendText(anna.number(), "from the old phone");
        mail.awaitText("from the old phone");
        isAccepted(send(device, "to the old phone", ben.pn()));

        ben.newIdentity();
        var told = mail.await(MailEvent.NewPhone.class, _ -> true);
        assertThat(told.account().jid()).isEqualTo(ben.lid());
        isAccepted(send(device, "to the new phone", ben.pn()));
        ben.awaitText("to the new phone", TestDevice.PATIENCE);
        ben.sendText(anna.number(), "from the new phone");
        mail.awaitText("from the new phone");
        assertThat(mail.texts()).containsExactly("from the old phone", "from the new phone");
    }

    /// The server does not say whether the new phone has its token, which is worth neither the news nor the connection.
    @Test
    void aNewPhoneIsToldWhateverBecomesOfItsToken() throws Exception {
        var usual = LineLimits.DEFAULT;
        var hasty = new LineLimits(
                usual.greeting(), Duration.ofSeconds(1), usual.stuck(), usual.ping(), usual.pong(), usual.stanzas());
        try (var impatient = new EngineStage(new MemoryDevices(), settings -> settings.withLine(hasty))) {
            var ben = impatient.phone("ben");
            var device = impatient.device(mail);
            device.link(impatient.phone("anna"));
            isAccepted(send(device, "to the old phone", ben.pn()));
            // Ben has his token by the time at which the device does something else.
            var _ = device.handle().account().join();
            var issued = Match.stanza(Direction.IN, "iq")
                    .attribute("xmlns", new TextMatch.Exact("privacy"))
                    .attribute("type", new TextMatch.Exact("set"));
            impatient
                    .sandbox()
                    .faults()
                    .add(FaultRule.of(issued, new Action.Drop()).once());
            ben.newIdentity();
            assertThat(mail.await(MailEvent.NewPhone.class, _ -> true).account().jid())
                    .isEqualTo(ben.lid());
            assertThat(device.path()).doesNotContain("backing_off");
        }
    }

    @Test
    void aMoveToTheHiddenIdInABurstLosesNothingAndSplitsNoChat() throws Exception {
        var anna = stage.phone("moving-anna");
        var ben = stage.phone("moving-ben");
        var device = online(anna);
        ben.moveToLid(9);
        var words = new ArrayList<CompletableFuture<SendOutcome>>();
        for (var i = 0; i < 20; i++) {
            words.add(send(device, "out " + i, ben.pn()));
            ben.sendText(anna.number(), "in " + i);
        }
        for (var word : words) {
            isAccepted(word);
        }
        mail.awaitText("in 19");
        ben.awaitText("out 19", TestDevice.PATIENCE);
        assertThat(mail.texts()).containsExactlyElementsOf(numbered("in", 20));
        assertThat(texts(ben)).containsExactlyElementsOf(numbered("out", 20));
        var chats = mail.all().stream()
                .filter(event -> !KeptMail.text(event).isEmpty())
                .map(event -> ((MailEvent.MessageCame) event).chat())
                .distinct();
        assertThat(chats).containsExactly(new Named(ben.lid(), Optional.of(ben.pn())));
    }

    @Test
    void hundredsThatWaitedComeInOrderThoughOneIsNotKeptAtOnce() throws Exception {
        var anna = stage.phone("waiting-anna");
        var ben = stage.phone("waiting-ben");
        var device = online(anna);
        device.handle().stop().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        numbered("text", 400).forEach(text -> ben.sendText(anna.number(), text));

        var refusals = new AtomicInteger();
        mail.failOn(event -> KeptMail.text(event).equals("text 200") && refusals.incrementAndGet() == 1);
        device.start();
        mail.awaitText("text 399");
        assertThat(mail.texts()).containsExactlyElementsOf(numbered("text", 400));
        assertThat(refusals).hasValue(2);
    }

    @Test
    void onlyTheDeviceWhoseCopyIsSpoiledAsksAgain() throws Exception {
        var anna = stage.phone("one-anna");
        var ben = stage.phone("one-ben");
        var first = online(anna);
        var others = new KeptMail();
        var second = stage.device(others);
        second.link(anna);
        isAccepted(send(first, "sessions are there", ben.pn()));

        var spoiled = Message.newBuilder().setConversation("spoiled for one").build();
        ben.send(Draft.of(anna.number(), spoiled).only(1).as("ONE").spoiled(Corruption.SESSION));
        ben.sendText(anna.number(), "for both");
        mail.awaitText("spoiled for one");
        mail.awaitText("for both");
        others.awaitText("for both");
        assertThat(retries(ben)).isEqualTo(1);
        assertThat(others.texts()).doesNotContain("spoiled for one");
    }
}
