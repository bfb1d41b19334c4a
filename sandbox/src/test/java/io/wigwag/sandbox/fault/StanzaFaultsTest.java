package io.wigwag.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Content;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StanzaFaultsTest {
    private static final Match IN = Match.all(Layer.STANZA, Direction.IN);
    private static final Match OUT = Match.all(Layer.STANZA, Direction.OUT);

    private OneClient ann;

    @BeforeEach
    void start() throws Exception {
        ann = new OneClient();
    }

    @AfterEach
    void end() {
        assertThat(ann.sandbox.exchange().loop().failures()).isZero();
        ann.close();
    }

    private void says(String... ids) throws Exception {
        for (var id : ids) {
            ann.says(OneClient.ping(id));
        }
    }

    private void hears(String... ids) throws Exception {
        for (var id : ids) {
            ann.hears(OneClient.ib(id));
        }
    }

    private static Action.Delay late(int seconds) {
        return new Action.Delay(Duration.ofSeconds(seconds), Duration.ZERO, false);
    }

    @Test
    void withoutRulesAllPasses() throws Exception {
        says("1", "2");
        hears("3");
        assertThat(ann.came()).containsExactly("1", "2", "3");
    }

    @Test
    void aDroppedQueryGetsNoAnswer() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(IN, new Action.Drop()).once());
        says("1", "2");
        assertThat(ann.came()).containsExactly("2");
    }

    @Test
    void aDroppedStanzaDoesNotArrive() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(OUT, new Action.Drop()).after(1).times(2));
        hears("1", "2", "3", "4");
        assertThat(ann.came()).containsExactly("1", "4");
    }

    @Test
    void whatIsBehindALateStanzaWaitsForIt() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(OUT, late(10)).once());
        hears("1", "2");
        ann.passes(Duration.ofMillis(9_999));
        hears("3");
        assertThat(ann.came()).isEmpty();
        ann.passes(Duration.ofMillis(1));
        assertThat(ann.came()).containsExactly("1", "2", "3");
        hears("4");
        assertThat(ann.came()).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aLateQueryIsAnsweredLate() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(IN, late(10)).once());
        says("1", "2");
        assertThat(ann.came()).isEmpty();
        ann.passes(Duration.ofSeconds(10));
        assertThat(ann.came()).containsExactly("1", "2");
    }

    @Test
    void aStanzaMayBeOvertakenOnWish() throws Exception {
        ann.sandbox
                .faults()
                .add(FaultRule.of(OUT, new Action.Delay(Duration.ofSeconds(1), Duration.ZERO, true))
                        .once());
        hears("1", "2");
        ann.passes(Duration.ofSeconds(1));
        assertThat(ann.came()).containsExactly("2", "1");
    }

    @Test
    void jitterStaysWithinItsBound() throws Exception {
        ann.rule(OUT, new Action.Delay(Duration.ofMillis(100), Duration.ofMillis(50), false));
        hears("1", "2", "3", "4", "5");
        ann.passes(Duration.ofMillis(99));
        assertThat(ann.came()).isEmpty();
        ann.passes(Duration.ofMillis(51));
        assertThat(ann.came()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aStanzaComesSeveralTimes() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(OUT, new Action.Duplicate(2)).once());
        hears("1", "2");
        assertThat(ann.came()).containsExactly("1", "1", "1", "2");
    }

    @Test
    void aWindowComesTheOtherWayRound() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(OUT, new Action.Reorder(3)).times(3));
        hears("1", "2", "3", "4");
        assertThat(ann.came()).containsExactly("3", "2", "1", "4");
    }

    @Test
    void aQueryGetsAnErrorInPlaceOfItsAnswer() throws Exception {
        ann.rule(IN, new Action.Answer(OptionalInt.of(429), "rate-overlimit", Optional.empty()));
        says("1");
        var error = ann.last().requireChild("error");
        assertThat(ann.last().attributes().is("type", "error")).isTrue();
        assertThat(ann.last().attributes().is("id", "1")).isTrue();
        assertThat(ann.last().attributes().jid("from")).contains(Jid.SERVER);
        assertThat(error.attributes().is("code", "429")).isTrue();
        assertThat(error.attributes().is("text", "rate-overlimit")).isTrue();
    }

    @Test
    void aQueryGetsANodeOfTheTests() throws Exception {
        var node = Node.tag("iq").attribute("type", "result").build();
        ann.rule(IN, new Action.Answer(OptionalInt.empty(), "", Optional.of(node)));
        says("7");
        assertThat(ann.last())
                .isEqualTo(Node.tag("iq")
                        .attribute("type", "result")
                        .attribute("id", "7")
                        .build());
    }

    @Test
    void anAnswerUnderWayBecomesAnError() throws Exception {
        ann.rule(Match.stanza(Direction.OUT, "iq"), new Action.Answer(OptionalInt.of(500), "oops", Optional.empty()));
        says("1");
        assertThat(ann.came()).containsExactly("1");
        assertThat(ann.last().attributes().is("type", "error")).isTrue();
    }

    @Test
    void aMessageIsRefused() throws Exception {
        ann.rule(Match.stanza(Direction.IN, "message"), new Action.AckError(463));
        var to = ann.device.pn();
        ann.says(Node.tag("message").attribute("to", to).attribute("id", "m").build());
        assertThat(ann.last().is("ack")).isTrue();
        assertThat(ann.last().attributes().is("class", "message")).isTrue();
        assertThat(ann.last().attributes().jid("from")).contains(to);
        assertThat(ann.last().attributes().is("error", "463")).isTrue();
        assertThat(ann.came()).hasSize(1);
    }

    @Test
    void anAckUnderWayBecomesARefusal() throws Exception {
        ann.rule(Match.stanza(Direction.OUT, "ack"), new Action.AckError(479));
        ann.hears(Node.tag("ack").attribute("id", "m").build());
        assertThat(ann.last().attributes().is("error", "479")).isTrue();
    }

    @Test
    void attributesAndContentChange() throws Exception {
        ann.rule(
                OUT,
                new Action.Mutate(
                        Map.of("a", new Action.Value.Text("text"), "b", new Action.Value.Address(ann.device.lid())),
                        List.of("c"),
                        Optional.of(new Content.Bytes(Octets.ofHex("0102")))));
        ann.hears(Node.tag("ib")
                .attribute("c", "gone")
                .attribute("d", "stays")
                .child(Node.of("x"))
                .build());
        assertThat(ann.last())
                .isEqualTo(Node.tag("ib")
                        .attribute("d", "stays")
                        .set("a", "text")
                        .set("b", ann.device.lid())
                        .bytes(Octets.ofHex("0102"))
                        .build());
    }

    @Test
    void aStanzaIsReplaced() throws Exception {
        ann.rule(OUT, new Action.Replace(OneClient.ib("other")));
        hears("1");
        assertThat(ann.came()).containsExactly("other");
    }

    @Test
    void aStanzaComesInCompany() throws Exception {
        ann.rule(
                Match.stanza(Direction.OUT, "iq"),
                new Action.Inject(List.of(OneClient.ib("before")), List.of(OneClient.ib("after"))));
        says("1");
        assertThat(ann.came()).containsExactly("before", "1", "after");
    }

    @Test
    void injectedOnTheWayInAQueryIsAnsweredToo() throws Exception {
        ann.rule(IN, new Action.Inject(List.of(OneClient.ping("b")), List.of()));
        says("1");
        assertThat(ann.came()).containsExactly("b", "1");
    }

    @Test
    void theConnectionEndsInGoodOrder() throws Exception {
        ann.rule(IN, new Action.Close());
        says("1");
        assertThat(ann.came()).containsExactly("close");
        assertThat(ann.connection.state()).isEqualTo(Connection.State.CLOSED);
    }

    @Test
    void theConnectionIsReset() throws Exception {
        ann.rule(IN, new Action.Reset());
        says("1");
        assertThat(ann.came()).containsExactly("reset");
        assertThat(ann.connection.isOpen()).isFalse();
    }

    @Test
    void aSilentConnectionStaysOpenAndSpeaksAgainInTime() throws Exception {
        ann.sandbox
                .faults()
                .add(FaultRule.of(IN, new Action.Blackhole(Optional.of(Duration.ofSeconds(5))))
                        .once());
        says("1", "2");
        hears("3");
        ann.passes(Duration.ofSeconds(4));
        assertThat(ann.came()).isEmpty();
        assertThat(ann.connection.isOpen()).isTrue();
        ann.passes(Duration.ofSeconds(1));
        assertThat(ann.came()).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void aConnectionIsSilentForEver() throws Exception {
        ann.sandbox
                .faults()
                .add(FaultRule.of(IN, new Action.Blackhole(Optional.empty())).once());
        says("1");
        ann.passes(Duration.ofMinutes(1));
        hears("2");
        assertThat(ann.came()).isEmpty();
        assertThat(ann.connection.isOpen()).isTrue();
    }

    @Test
    void theStreamEndsWithAnError() throws Exception {
        ann.rule(IN, new Action.StreamError(Optional.of("503"), Optional.empty()));
        says("1");
        assertThat(ann.came()).containsExactly("stream:error", "close");
        assertThat(ann.last().attributes().is("code", "503")).isTrue();
    }

    @Test
    void theStreamEndsWithAConflict() throws Exception {
        ann.rule(IN, new Action.StreamError(Optional.empty(), Optional.of("replaced")));
        says("1");
        assertThat(ann.last().requireChild("conflict").attributes().is("type", "replaced"))
                .isTrue();
    }

    @Test
    void severalRulesActInTheirOrder() throws Exception {
        ann.rule(OUT, new Action.Mutate(Map.of("id", new Action.Value.Text("x")), List.of(), Optional.empty()));
        ann.rule(OUT, new Action.Duplicate(1));
        ann.rule(OUT, new Action.Inject(List.of(OneClient.ib("y")), List.of()));
        hears("1");
        assertThat(ann.came()).containsExactly("y", "x", "y", "x");
    }
}
