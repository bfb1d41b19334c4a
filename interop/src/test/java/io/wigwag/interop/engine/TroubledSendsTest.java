package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.TextMatch;
import io.wigwag.sandbox.phone.Received;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the server can have against a message, and what becomes of it.
class TroubledSendsTest {
    /// Longer than the server's answer is waited for.
    private static final Duration LONG = Duration.ofSeconds(11);

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

    private static Letter letter(String id, Jid chat) {
        return new Letter(
                new MessageId(id),
                chat,
                Message.newBuilder().setConversation(id).build());
    }

    private static CompletableFuture<SendOutcome> send(TestDevice device, String id, Jid chat) {
        return device.handle().send(letter(id, chat));
    }

    private static SendOutcome outcome(CompletableFuture<SendOutcome> word) throws Exception {
        return word.get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// A command that does what none should is the engine's fault, and says so; the device goes on.
    @Test
    void aLetterThatMakesNoSenseHarmsNoOther() throws Exception {
        var ben = stage.phone("sense-ben");
        var device = online(stage.phone("sense-anna"));
        assertThat(send(device, "NONSENSE", Jid.parse("@s.whatsapp.net")))
                .failsWithin(TestDevice.PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        CommandFailed.class, fault -> assertThat(fault.why()).isEqualTo(CommandFailed.Why.FAULT));
        device.awaitStatus(DeviceStatus.Connecting.class);
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(outcome(send(device, "SENSE", ben.pn()))).isInstanceOf(SendOutcome.Accepted.class);
        ben.awaitText("SENSE", TestDevice.PATIENCE);
    }

    /// As if the server had been silent for long, once the message has left.
    private static SendOutcome afterSilence(TestDevice device, CompletableFuture<SendOutcome> word) throws Exception {
        device.handle().correspond((mail, _) -> mail.underway()).get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        stage.time().leap(LONG);
        return outcome(word);
    }

    /// The same time and again, until there is a word about the message.
    private static SendOutcome whenTimePasses(CompletableFuture<SendOutcome> word) throws Exception {
        for (var second = 0; second < TestDevice.PATIENCE.toSeconds(); second++) {
            stage.time().leap(LONG);
            try {
                return word.get(1, TimeUnit.SECONDS);
            } catch (TimeoutException notYet) {
                assertThat(word).isNotDone();
            }
        }
        throw new AssertionError("no word about the message");
    }

    private static FaultRule refused(String id, int code) {
        var message = Match.stanza(Direction.IN, "message").attribute("id", new TextMatch.Exact(id));
        return FaultRule.of(message, new Action.AckError(code));
    }

    private static List<String> texts(VirtualPhone phone) {
        return phone.inbox().stream()
                .map(Received::text)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void whoTrustsNobodyYetIsWrittenToOnceMore() throws Exception {
        var ben = stage.phone("trust-ben");
        var device = online(stage.phone("trust-anna"));
        stage.sandbox().faults().add(refused("TRUST", 463).once());
        assertThat(outcome(send(device, "TRUST", ben.pn()))).isInstanceOf(SendOutcome.Accepted.class);
        ben.awaitText("TRUST", TestDevice.PATIENCE);
        assertThat(texts(ben)).containsExactly("TRUST");
    }

    @Test
    void whoStillDoesNotTrustUsIsNotWrittenTo() throws Exception {
        var ben = stage.phone("stranger-ben");
        var device = online(stage.phone("stranger-anna"));
        stage.sandbox().faults().add(refused("STRANGER", 463));
        assertThat(outcome(send(device, "STRANGER", ben.pn())))
                .isInstanceOfSatisfying(SendOutcome.Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(Refusal.TOKEN_REQUIRED);
                    assertThat(failed.code()).hasValue(463);
                });
        assertThat(texts(ben)).isEmpty();
    }

    @Test
    void anAccountInTimeLockKeepsToThoseItKnows() throws Exception {
        var ben = stage.phone("locked-ben");
        var chris = stage.phone("locked-chris");
        var anna = stage.phone("locked-anna");
        var device = online(anna);
        chris.sendText(anna.number(), "we know each other");
        mail.awaitText("we know each other");
        outcome(send(device, "KNOWN", chris.pn()));

        var until = stage.time().instant().plus(Duration.ofHours(2)).getEpochSecond();
        var lock = "{\"data\":{\"xwa2_fetch_account_reachout_timelock\":{\"is_active\":true,"
                + "\"time_enforcement_ends\":\"" + until + "\"}}}";
        var answer = Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("result").text(lock))
                .build();
        stage.sandbox()
                .faults()
                .add(FaultRule.of(
                        Match.stanza(Direction.IN, "iq")
                                .child("query")
                                .attribute("xmlns", new TextMatch.Exact("w:mex")),
                        new Action.Answer(OptionalInt.empty(), "", Optional.of(answer))));
        stage.sandbox().faults().add(refused("LOCKED", 463).once());
        assertThat(outcome(send(device, "LOCKED", ben.pn())))
                .isInstanceOfSatisfying(
                        SendOutcome.Restricted.class,
                        restricted -> assertThat(
                                        restricted.lock().until().orElseThrow().getEpochSecond())
                                .isEqualTo(until));
        assertThat(device.await(LinkEvent.Restricted.class))
                .isEqualTo(new LinkEvent.Restricted(true, Optional.of(Instant.ofEpochSecond(until))));
        assertThat(outcome(send(device, "WARM", chris.pn()))).isInstanceOf(SendOutcome.Accepted.class);
        assertThat(send(device, "COLD", ben.pn()))
                .failsWithin(TestDevice.PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SendRefused.class);
        assertThat(texts(ben)).isEmpty();
    }

    @Test
    void tooManyAtOnceGoAgainLater() throws Exception {
        var ben = stage.phone("fast-ben");
        var device = online(stage.phone("fast-anna"));
        stage.sandbox().faults().add(refused("FAST", 429).once());
        var word = send(device, "FAST", ben.pn());
        assertThat(afterSilence(device, word)).isInstanceOf(SendOutcome.Accepted.class);
        ben.awaitText("FAST", TestDevice.PATIENCE);
        assertThat(texts(ben)).containsExactly("FAST");
    }

    @Test
    void aSilentServerGetsTheSameStanzaAgain() throws Exception {
        var ben = stage.phone("silent-ben");
        var device = online(stage.phone("silent-anna"));
        stage.sandbox()
                .faults()
                .add(FaultRule.of(Match.stanza(Direction.OUT, "ack"), new Action.Drop())
                        .once());
        var word = send(device, "SILENT", ben.pn());
        assertThat(afterSilence(device, word)).isInstanceOf(SendOutcome.Accepted.class);
        var _ = send(device, "AFTER", ben.pn());
        ben.awaitText("AFTER", TestDevice.PATIENCE);
        assertThat(texts(ben)).containsExactly("SILENT", "AFTER");
    }

    @Test
    void aServerThatAnswersNothingIsLeftAndTheMessageGoesOnTheNextConnection() throws Exception {
        var ben = stage.phone("mute-ben");
        var device = online(stage.phone("mute-anna"));
        stage.sandbox()
                .faults()
                .add(FaultRule.of(
                                Match.stanza(Direction.OUT, "ack").attribute("id", new TextMatch.Exact("MUTE")),
                                new Action.Drop())
                        .times(3));
        var word = send(device, "MUTE", ben.pn());
        assertThat(whenTimePasses(word)).isInstanceOf(SendOutcome.Unconfirmed.class);
        mail.await(MailEvent.Settled.class, settled -> settled.outcome() instanceof SendOutcome.Accepted);
        assertThat(device.path()).contains("backing_off");
        assertThat(texts(ben)).containsExactly("MUTE");
    }

    @Test
    void nobodyIsThere() throws Exception {
        var device = online(stage.phone("nobody-anna"));
        assertThat(send(device, "NOBODY", Jid.parse("999000000001@s.whatsapp.net")))
                .failsWithin(TestDevice.PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .satisfies(failed -> assertThat(failed.getCause())
                        .isInstanceOfSatisfying(
                                SendRefused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(Refusal.RECIPIENT_UNKNOWN)));
    }

    @Test
    void whoJoinedUnseenGetsTheMessageToo() throws Exception {
        var ben = stage.phone("hash-ben");
        var anna = stage.phone("hash-anna");
        var chris = stage.phone("hash-chris");
        var group = ben.createGroup("friends", anna.number());
        var device = online(anna);
        assertThat(outcome(send(device, "BEFORE", group))).isInstanceOf(SendOutcome.Accepted.class);

        stage.sandbox().faults().add(FaultRule.of(Match.stanza(Direction.OUT, "notification"), new Action.Drop()));
        ben.addToGroup(group, chris.number());
        // What the server says about the members is not what we know of them.
        var hash = new Action.Mutate(Map.of("phash", new Action.Value.Text("2:abcdefgh")), List.of(), Optional.empty());
        stage.sandbox()
                .faults()
                .add(FaultRule.of(
                                Match.stanza(Direction.OUT, "ack").attribute("class", new TextMatch.Exact("message")),
                                hash)
                        .once());
        assertThat(outcome(send(device, "UNSEEN", group))).isInstanceOf(SendOutcome.Accepted.class);
        chris.awaitText("UNSEEN", TestDevice.PATIENCE);
        // Whoever asked for the first try again has it twice under one id, which is one message to any client.
        assertThat(texts(chris).stream().distinct()).containsExactly("UNSEEN");
        assertThat(texts(ben).stream().distinct()).containsExactly("BEFORE", "UNSEEN");
    }
}
