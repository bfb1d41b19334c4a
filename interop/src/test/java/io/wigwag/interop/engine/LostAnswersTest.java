package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.stanza.PreKeyCount;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Match;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A connection ends between a question and its answer.
class LostAnswersTest {
    private static final Duration LONG = TestDevice.PATIENCE;

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

    /// What comes in place of the next answer, or of the question.
    private static void instead(Direction direction, Action action, int times) {
        stage.sandbox()
                .faults()
                .add(FaultRule.of(Match.stanza(direction, "iq"), action).times(times));
    }

    static Stream<Action> ends() {
        return Stream.of(
                new Action.Reset(),
                new Action.Close(),
                new Action.StreamError(Optional.of("515"), Optional.empty()),
                new Action.StreamError(Optional.of("503"), Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aQuestionIsAskedAgainOnTheNextConnection(Action end) throws Exception {
        var device = stage.online("ana " + end);
        instead(Direction.OUT, end, 1);
        assertThat(device.handle().ask(new PreKeyCount(), LONG))
                .succeedsWithin(LONG)
                .satisfies(count -> assertThat(count).isPositive());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void whatIsNotToBeRepeatedFailsAtOnce(Action end) throws Exception {
        var device = stage.online("bob " + end);
        instead(Direction.OUT, end, 1);
        assertThat(device.handle().ask(new PreKeyCount()))
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(Unanswered.class);
    }

    @Test
    void itOutlivesSeveralConnections() throws Exception {
        var device = stage.online("cora");
        instead(Direction.IN, new Action.Reset(), 3);
        assertThat(device.handle().ask(new PreKeyCount(), LONG)).succeedsWithin(LONG);
        assertThat(device.path().stream().filter("backing_off"::equals).count()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void itWaitsForADeviceThatIsAboutToConnect() throws Exception {
        var device = stage.online("dana");
        device.handle().stop().join();
        device.start();
        assertThat(device.handle().ask(new PreKeyCount(), LONG)).succeedsWithin(LONG);
    }

    @Test
    void itEndsWithItsTime() throws Exception {
        var device = stage.online("ella");
        instead(Direction.IN, new Action.Reset(), 0);
        fails(device.handle().ask(new PreKeyCount(), Duration.ofMillis(300)), CommandFailed.Why.LATE);
    }

    @Test
    void itEndsWithADeviceThatStaysAway() throws Exception {
        var device = stage.online("fay");
        instead(Direction.IN, new Action.Reset(), 0);
        var lost = device.handle().ask(new PreKeyCount(), LONG);
        device.awaitStatus(DeviceStatus.BackingOff.class);
        device.handle().stop().join();
        fails(lost, CommandFailed.Why.NO_CONNECTION);
        fails(device.handle().ask(new PreKeyCount(), LONG), CommandFailed.Why.NO_CONNECTION);
    }

    private static void fails(Future<?> asked, CommandFailed.Why why) {
        assertThat(asked)
                .failsWithin(LONG)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        CommandFailed.class, failed -> assertThat(failed.why()).isEqualTo(why));
    }
}
