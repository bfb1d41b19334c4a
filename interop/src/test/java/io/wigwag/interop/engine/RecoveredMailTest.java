package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Children;
import io.wigwag.core.binary.Node;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.TextMatch;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a device can't read comes from its own phone, and is the same message to whoever keeps it.
class RecoveredMailTest {
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

    /// From now on all that this person writes has another content on its way to devices. Phones have no connection:
    /// they read it.
    private static void spoil(VirtualPhone author, Node content) {
        var theirs = Match.stanza(Direction.OUT, "message")
                .attribute("from", new TextMatch.Prefix(author.pn().user()));
        var spoiled = new Action.Mutate(Map.of(), List.of(), Optional.of(Children.of(content)));
        stage.sandbox().faults().add(FaultRule.of(theirs, spoiled));
    }

    private TestDevice online(VirtualPhone phone) throws Exception {
        var device = stage.device(mail);
        device.link(phone);
        return device;
    }

    private void isTheSame(MailEvent.MessageCame found, MailEvent.MessageCame before) {
        assertThat(found.id()).isEqualTo(before.id());
        assertThat(found.chat()).isEqualTo(before.chat());
        assertThat(found.author()).isEqualTo(before.author());
        assertThat(found.envelope().author()).isEqualTo(before.envelope().author());
        assertThat(found.envelope().withheld()).isEmpty();
    }

    @Test
    void whatStaysUnreadableComesFromThePhone() throws Exception {
        var anna = stage.phone("recovered-anna");
        var ben = stage.phone("recovered-ben");
        online(anna);
        ben.sendText(anna.number(), "readable");
        mail.awaitText("readable");

        var nonsense = Node.tag("enc").attribute("v", "2").attribute("type", "msg");
        spoil(ben, nonsense.bytes(Octets.ofHex("330a21")).build());
        var sent = ben.sendText(anna.number(), "for the phone only");
        var failed = mail.await(MailEvent.MessageCame.class, came -> came.outcome() instanceof Received.Unreadable);
        assertThat(failed.id().value()).isEqualTo(sent.id());
        isTheSame(mail.awaitText("for the phone only"), failed);
    }

    @Test
    void whatWasNeverSentToTheDeviceComesFromThePhone() throws Exception {
        var anna = stage.phone("unsent-anna");
        var ben = stage.phone("unsent-ben");
        online(anna);
        spoil(ben, Node.tag("unavailable").build());
        ben.sendText(anna.number(), "for the phone only");
        var absent = mail.await(MailEvent.MessageCame.class, came -> came.outcome() instanceof Received.Absent);
        isTheSame(mail.awaitText("for the phone only"), absent);
    }

    @Test
    void aGroupsMessageComesUnderItsAuthorsName() throws Exception {
        var anna = stage.phone("lost-anna");
        var ben = stage.phone("lost-ben");
        var group = ben.createGroup("friends", anna.number());
        online(anna);
        var lost = Match.stanza(Direction.OUT, "message").attribute("from", new TextMatch.Exact(group.toString()));
        var unavailable = Children.of(Node.tag("unavailable").build());
        stage.sandbox()
                .faults()
                .add(FaultRule.of(lost, new Action.Mutate(Map.of(), List.of(), Optional.of(unavailable))));
        ben.sendText(group.toString(), "to all phones");
        var absent = mail.await(MailEvent.MessageCame.class, came -> came.outcome() instanceof Received.Absent);
        var found = mail.awaitText("to all phones");
        isTheSame(found, absent);
        assertThat(found.chat().jid()).isEqualTo(group);
        assertThat(found.author().jid().bare()).isEqualTo(ben.lid());
    }

    @Test
    void anAnswerThatWasNotKeptComesAgain() throws Exception {
        var anna = stage.phone("twice-anna");
        var ben = stage.phone("twice-ben");
        online(anna);
        var refusals = new AtomicInteger();
        mail.failOn(event -> KeptMail.text(event).equals("for the phone only") && refusals.incrementAndGet() < 3);
        spoil(ben, Node.tag("unavailable").build());
        ben.sendText(anna.number(), "for the phone only");
        mail.awaitText("for the phone only");
        assertThat(refusals).hasValue(3);
    }
}
