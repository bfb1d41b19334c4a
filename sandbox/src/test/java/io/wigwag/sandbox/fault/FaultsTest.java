package io.wigwag.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    private static final Match OUT = Match.all(Layer.STANZA, Direction.OUT);
    private static final Action DROP = new Action.Drop();

    private OneClient ann;

    @BeforeEach
    void start() throws Exception {
        ann = new OneClient();
    }

    @AfterEach
    void end() {
        ann.close();
    }

    private List<String> left(int count) throws Exception {
        ann.forget();
        for (var i = 1; i <= count; i++) {
            ann.hears(OneClient.ib(Integer.toString(i)));
        }
        return ann.came();
    }

    @Test
    void aRuleSkipsThenFiresSoOftenAndCounts() throws Exception {
        var fault = ann.sandbox.faults().add(FaultRule.of(OUT, DROP).after(1).times(2));
        assertThat(left(5)).containsExactly("1", "4", "5");
        var now = ann.sandbox.faults().find(fault.id()).orElseThrow();
        assertThat(now.matched()).isEqualTo(5);
        assertThat(now.fired()).isEqualTo(2);
    }

    @Test
    void aRuleEndsInTime() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(OUT, DROP).until(OneClient.BEGIN.plusSeconds(10)));
        assertThat(left(1)).isEmpty();
        ann.passes(Duration.ofSeconds(10));
        assertThat(left(1)).containsExactly("1");
    }

    @Test
    void chanceFollowsFromTheSeed() throws Exception {
        var seen = new ArrayList<List<String>>();
        for (var i = 0; i < 2; i++) {
            try (var other = new OneClient()) {
                other.sandbox.faults().add(FaultRule.of(OUT, DROP).withProbability(0.5));
                for (var id = 0; id < 100; id++) {
                    other.hears(OneClient.ib(Integer.toString(id)));
                }
                seen.add(other.came());
            }
        }
        assertThat(seen.getFirst()).isEqualTo(seen.getLast());
        assertThat(seen.getFirst()).hasSizeBetween(25, 75);
    }

    @Test
    void aRemovedRuleIsOver() throws Exception {
        var fault = ann.rule(OUT, DROP);
        assertThat(left(1)).isEmpty();
        assertThat(ann.sandbox.faults().remove(fault.id())).isTrue();
        assertThat(ann.sandbox.faults().remove(fault.id())).isFalse();
        assertThat(left(1)).containsExactly("1");
        ann.rule(OUT, DROP);
        ann.sandbox.faults().clear();
        assertThat(left(1)).containsExactly("1");
        assertThat(ann.sandbox.faults().all()).isEmpty();
    }

    @Test
    void firingIsAnEvent() throws Exception {
        ann.sandbox.faults().add(FaultRule.of(OUT, DROP).named("lost"));
        left(1);
        ann.world(() -> {});
        assertThat(ann.sandbox.events().after(0))
                .filteredOn(event -> event.type().equals("fault.fired"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.text("name")).isEqualTo("lost");
                    assertThat(event.text("action")).isEqualTo("Drop");
                    assertThat(event.text("connection")).isEqualTo("1");
                });
    }

    @Test
    void aRuleIsForWhomItIsFor() throws Exception {
        for (var mine : List.of(
                Scope.account("name:ann"),
                Scope.account(ann.device.account().number()),
                Scope.account(ann.device.lid().user()),
                Scope.device("name:ann", 0),
                Scope.connection(ann.connection.id()))) {
            ann.sandbox.faults().add(FaultRule.of(OUT, DROP).in(mine));
            assertThat(left(1)).as("%s", mine).isEmpty();
            ann.sandbox.faults().clear();
        }
        for (var other : List.of(
                Scope.account("name:bob"), Scope.account("999"), Scope.device("name:ann", 1), Scope.connection(77))) {
            ann.sandbox.faults().add(FaultRule.of(OUT, DROP).in(other));
            assertThat(left(1)).as("%s", other).containsExactly("1");
            ann.sandbox.faults().clear();
        }
    }

    @Test
    void stanzasAreToldApart() throws Exception {
        var stanza = Node.tag("iq")
                .attribute("xmlns", "w:p")
                .attribute("id", "abc1")
                .child(Node.tag("list").child(Node.tag("user")))
                .build();
        for (var fits : List.of(
                OUT.tag("iq"),
                OUT.child("list"),
                OUT.child("list/user"),
                OUT.attribute("id", new TextMatch.Exact("abc1")),
                OUT.attribute("id", new TextMatch.Prefix("abc")),
                OUT.attribute("to", new TextMatch.Absent()))) {
            assertThat(fits.fits(stanza)).as("%s", fits).isTrue();
        }
        for (var other : List.of(
                OUT.tag("message"),
                OUT.child("user"),
                OUT.child("list/device"),
                OUT.attribute("id", new TextMatch.Exact("abc")),
                OUT.attribute("id", new TextMatch.Prefix("b")),
                OUT.attribute("id", new TextMatch.Absent()))) {
            assertThat(other.fits(stanza)).as("%s", other).isFalse();
        }
        var namespace = new Match(
                Layer.STANZA,
                Direction.OUT,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.of("w:p"),
                Optional.empty(),
                Optional.empty());
        assertThat(namespace.fits(stanza)).isTrue();
        assertThat(namespace.fits(Node.tag("iq").attribute("xmlns", "md").build()))
                .isFalse();
    }

    @Test
    void directionsAreToldApart() throws Exception {
        ann.rule(Match.all(Layer.STANZA, Direction.BOTH), DROP);
        ann.says(OneClient.ping("1"));
        ann.hears(OneClient.ib("2"));
        assertThat(ann.came()).isEmpty();
        ann.sandbox.faults().clear();
        ann.rule(Match.all(Layer.STANZA, Direction.IN), DROP);
        ann.says(OneClient.ping("1"));
        ann.hears(OneClient.ib("2"));
        assertThat(ann.came()).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aChanceIsNoOtherNumber(double probability) {
        var rule = FaultRule.of(OUT, DROP);
        assertThatIllegalArgumentException().isThrownBy(() -> rule.withProbability(probability));
    }

    @Test
    void anActionIsForItsLayers() {
        var stanzas = Match.all(Layer.STANZA, Direction.OUT);
        var frames = Match.all(Layer.FRAME, Direction.OUT);
        var http = Match.all(Layer.HTTP, Direction.IN);
        assertThatIllegalArgumentException().isThrownBy(() -> FaultRule.of(stanzas, new Action.Corrupt(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultRule.of(frames, new Action.AckError(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultRule.of(frames, new Action.ForceFallback()));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultRule.of(http, DROP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRule.of(
                                http,
                                new Action.Http(OptionalInt.of(500), Map.of(), Optional.empty(), OptionalLong.empty()))
                        .in(Scope.connection(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FaultRule.of(stanzas, DROP).times(-1));
    }
}
