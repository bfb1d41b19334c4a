package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.Scope;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Logins that the server refuses in words that our own engine takes as final, and foreign clients do not: it waits for
/// its owner, or for a newer version.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24"})
class RefusedLoginScenarioTest extends Scenarios {
    private final Companion ana;
    private final Companion bob;

    RefusedLoginScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.beside(version, "ana", 1);
        bob = stage.alone(partner, "bob");
    }

    private Scope anas() {
        return Scope.account(stage.phone("ana").number());
    }

    private void goesWrong(Match match, Action action) {
        stage.sandbox().faults().add(FaultRule.of(match, action).in(anas()).once());
    }

    /// Works as before.
    private void isWell() throws Exception {
        ana.opens();
        var id = bob.says(ana.number(), "are you well?");
        assertThat(ana.hears(id).text("text")).isEqualTo("are you well?");
        bob.hears(ana.says(bob.number(), "I am"));
    }

    @Scenario("logins refused with 403 and 405, and let in later")
    void refusedLoginsAreTriedAgain() throws Exception {
        for (var reason : new int[] {403, 405}) {
            goesWrong(
                    Match.all(Layer.HANDSHAKE, Direction.OUT),
                    new Action.LoginFailure(reason, OptionalInt.empty(), OptionalLong.empty()));
            var _ = ana.driver().ask(Companion.command("reconnect"));
            ana.closes(reason);
            isWell();
        }
    }
}
