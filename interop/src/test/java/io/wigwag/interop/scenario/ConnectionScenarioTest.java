package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.fault.Scope;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// A connection with nobody to talk to: it is ended, cut and refused, and there again.
@ParameterizedClass
@EnumSource(names = {"V7_RC14", "V6_7_24", "WIGWAG"})
class ConnectionScenarioTest extends Scenarios {
    private final Companion ana;

    ConnectionScenarioTest(Client version, Stage stage) throws Exception {
        super(version, stage);
        ana = stage.beside(version, "ana", 1);
    }

    /// The service's next answer to a question does not come; this does.
    private void insteadOfAnAnswer(Action action) {
        var answers = Match.stanza(Direction.OUT, "iq");
        stage.sandbox()
                .faults()
                .add(FaultRule.of(answers, action)
                        .in(Scope.account(stage.phone("ana").number()))
                        .once());
    }

    @Scenario("a question is answered by the stream's end, 515 and 503: the client comes back")
    void anEndedStreamIsMadeAnew() throws Exception {
        for (var code : new int[] {515, 503}) {
            insteadOfAnAnswer(new Action.StreamError(Optional.of(Integer.toString(code)), Optional.empty()));
            var lost = ana.driver().ask(Companion.ping());
            ana.closes(code);
            ana.opens();
            ana.pings();
            assertThat(lost.isDone() && !lost.isCompletedExceptionally())
                    .as("what was asked on the old connection is answered")
                    .isFalse();
        }
    }

    @Scenario("a question is answered by a reset or a close: the client comes back")
    void aCutConnectionIsMadeAnew() throws Exception {
        for (var action : new Action[] {new Action.Reset(), new Action.Close()}) {
            insteadOfAnAnswer(action);
            var lost = ana.driver().ask(Companion.ping());
            ana.closes();
            ana.opens();
            ana.pings();
            assertThat(lost.isDone() && !lost.isCompletedExceptionally())
                    .as("what was asked on the old connection is answered")
                    .isFalse();
        }
    }
}
