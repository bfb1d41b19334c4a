package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Things go wrong, and clients come back or know that they can't.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class TroubleScenarioTest extends Scenarios {
    private static final int SILENT = 408;
    /// Longer than any client waits: one that has asked something waits for that first, and then for its ping.
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Companion ana;
    private final Companion bob;

    TroubleScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.beside(version, "ana", 1);
        bob = stage.alone(partner, "bob");
    }

    private Scope anas() {
        return Scope.account(stage.phone("ana").number());
    }

    private void goesWrong(Match match, Action action, int times) {
        stage.sandbox().faults().add(FaultRule.of(match, action).in(anas()).times(times));
    }

    /// Works as before.
    private void isWell() throws Exception {
        ana.opens();
        var id = bob.says(ana.number(), "are you well?");
        assertThat(ana.hears(id).text("text")).isEqualTo("are you well?");
        bob.hears(ana.says(bob.number(), "I am"));
    }

    @Scenario("stream errors 515 and 503: the client comes back")
    void streamErrorsPass() throws Exception {
        for (var code : new int[] {515, 503}) {
            goesWrong(
                    Match.stanza(Direction.OUT, "message"),
                    new Action.StreamError(Optional.of(Integer.toString(code)), Optional.empty()),
                    1);
            var lost = bob.says(ana.number(), "ended by " + code);
            ana.closes(code);
            ana.hears(lost);
            isWell();
        }
    }

    @Scenario("the connection is cut at a stanza: nothing is lost")
    void nothingIsLostByACut() throws Exception {
        for (var action : new Action[] {new Action.Reset(), new Action.Close()}) {
            goesWrong(Match.stanza(Direction.OUT, "message"), action, 1);
            var lost = bob.says(ana.number(), "cut off");
            ana.closes();
            assertThat(ana.hears(lost).text("text")).isEqualTo("cut off");
            isWell();
        }
    }

    @Scenario("a login refused with 401: the client is a stranger")
    void aDeviceThatIsGoneForgetsItself() throws Exception {
        var phone = stage.phone("carl");
        var carl = stage.linked(version, phone, stage.options("carl"));
        stage.sandbox()
                .faults()
                .add(FaultRule.of(
                                Match.all(Layer.HANDSHAKE, Direction.OUT),
                                new Action.LoginFailure(401, OptionalInt.empty(), OptionalLong.empty()))
                        .in(Scope.account(phone.number()))
                        .once());
        var _ = carl.driver().ask(Companion.command("reconnect"));
        assertThat(carl.closes(401).flag("loggedOut")).isTrue();
        assertThat(carl.state().path("registered").asBoolean()).isFalse();
    }

    @Scenario("a connection that stays open and silent is given up, and made anew")
    void silenceIsNoticed() throws Exception {
        var sam = stage.linked(version, stage.phone("sam"), stage.options("sam").and(DriverOptions.Flag.IMPATIENT));
        stage.sandbox()
                .faults()
                .add(FaultRule.of(Match.all(Layer.FRAME, Direction.OUT), new Action.Blackhole(Optional.of(SILENCE)))
                        .in(Scope.account(stage.phone("sam").number()))
                        .once());
        // Our own names no number where the server said none.
        sam.takes(
                "connection",
                event -> event.json().path("code").asInt(0) == SILENT
                        || event.text("reason").equals("the server is silent"));
        sam.opens();
        var id = bob.says(sam.number(), "are you there?");
        assertThat(sam.hears(id).text("text")).isEqualTo("are you there?");
    }

    @Scenario("a message refused by the service")
    void refusalsAreTold() throws Exception {
        goesWrong(Match.stanza(Direction.IN, "message"), new Action.AckError(479), 1);
        assertThat(ana.driver()
                        .ask(Companion.command("send").with("to", bob.number()).with("text", "no"))
                        .handle((answer, failure) -> String.valueOf(failure)))
                .succeedsWithin(PATIENCE)
                .asString()
                .contains("479");
    }
}
