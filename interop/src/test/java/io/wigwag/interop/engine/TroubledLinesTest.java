package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.LineLimits;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.stanza.Ping;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import io.wigwag.sandbox.identity.NoiseIdentity;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Lines that break, lie, or say nothing: the device leaves them and comes back by itself.
class TroubledLinesTest {
    /// The shipped limits, a fiftieth of them.
    private static final LineLimits QUICK = new LineLimits(
            Duration.ofMillis(1_500),
            Duration.ofMillis(1_500),
            Duration.ofMillis(1_500),
            Duration.ofMillis(300),
            Duration.ofMillis(400),
            64);

    private static EngineStage stage;

    @BeforeAll
    static void setUp() throws Exception {
        stage = new EngineStage(new MemoryDevices(), settings -> settings.withLine(QUICK));
    }

    @AfterAll
    static void tearDown() {
        stage.close();
    }

    /// What one test has done to the world is not to meet the next.
    @AfterEach
    void clear() {
        stage.clear();
    }

    private static void again(TestDevice device) throws Exception {
        device.handle().reconnect().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static long fault(FaultRule rule) {
        return stage.sandbox().faults().add(rule).id();
    }

    private static FaultRule on(Layer layer, Action action) {
        return FaultRule.of(Match.all(layer, Direction.OUT), action);
    }

    @ParameterizedTest
    @EnumSource(value = NoiseIdentity.Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aServerThatCannotProveItselfIsNotBelieved(NoiseIdentity.Flaw flaw) throws Exception {
        var device = stage.device();
        var fault = fault(on(Layer.HANDSHAKE, new Action.BadCertificate(flaw)).times(0));
        device.start();
        var pause = device.awaitStatus(DeviceStatus.BackingOff.class);
        assertThat(pause.why()).contains("HANDSHAKE");
        stage.sandbox().faults().remove(fault);
        device.awaitStatus(DeviceStatus.Pairing.class);
        var _ = device.handle().stop();
    }

    @Test
    void aServerThatDeclinesToResumeIsGreetedInFull() throws Exception {
        var device = stage.online("fallback");
        fault(on(Layer.HANDSHAKE, new Action.ForceFallback()).once());
        again(device);
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(device.path()).doesNotContain("backing_off");
    }

    static Stream<FaultRule> breaks() {
        return Stream.of(
                on(Layer.HANDSHAKE, new Action.Close()),
                on(Layer.HANDSHAKE, new Action.Truncate(20)),
                on(Layer.HANDSHAKE, new Action.Corrupt(1)),
                on(Layer.FRAME, new Action.Corrupt(1)),
                on(Layer.FRAME, new Action.Truncate(2)),
                on(Layer.FRAME, new Action.Close()),
                on(Layer.WEBSOCKET, new Action.Close()),
                FaultRule.of(Match.stanza(Direction.OUT, "success"), new Action.Close()),
                FaultRule.of(Match.stanza(Direction.OUT, "iq"), new Action.Close()),
                FaultRule.of(Match.stanza(Direction.OUT, "ib"), new Action.Close()));
    }

    @ParameterizedTest
    @MethodSource("breaks")
    void aLineThatBreaksOnTheWayInIsMadeAnew(FaultRule rule) throws Exception {
        var device = stage.online("break " + rule);
        fault(rule.once());
        again(device);
        device.awaitStatus(DeviceStatus.BackingOff.class);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    static Stream<FaultRule> cuts() {
        return Stream.of(
                on(Layer.TCP, new Action.Reset()),
                on(Layer.TCP, new Action.Close()),
                on(Layer.TCP, new Action.Corrupt(1)),
                on(Layer.FRAME, new Action.Corrupt(1)));
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void aLineThatBreaksWhileOnlineFailsWhatIsAskedAndIsMadeAnew(FaultRule rule) throws Exception {
        var device = stage.online("cut " + rule);
        fault(rule.once());
        assertThat(device.handle().ask(new Ping())).failsWithin(TestDevice.PATIENCE);
        device.awaitStatus(DeviceStatus.BackingOff.class);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    static Stream<FaultRule> silences() {
        return Stream.of(
                on(Layer.HANDSHAKE, new Action.Blackhole(Optional.empty())),
                FaultRule.of(Match.stanza(Direction.OUT, "success"), new Action.Drop()),
                FaultRule.of(Match.stanza(Direction.OUT, "success"), new Action.Blackhole(Optional.empty())),
                FaultRule.of(Match.stanza(Direction.OUT, "iq"), new Action.Drop()),
                FaultRule.of(Match.stanza(Direction.OUT, "iq"), new Action.Drop())
                        .after(1),
                FaultRule.of(Match.stanza(Direction.OUT, "iq"), new Action.Blackhole(Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("silences")
    void aServerThatFallsSilentOnTheWayInIsLeft(FaultRule rule) throws Exception {
        var device = stage.online("silence " + rule);
        fault(rule.once());
        again(device);
        device.awaitStatus(DeviceStatus.BackingOff.class);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    /// R2: the connection stays open and nothing comes any more.
    @Test
    void aSilentOpenLineIsLeft() throws Exception {
        var device = stage.online("deaf");
        fault(on(Layer.FRAME, new Action.Blackhole(Optional.empty())).once());
        var pause = device.awaitStatus(DeviceStatus.BackingOff.class);
        assertThat(pause.why()).contains("silent");
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(device.handle().health().drained()).isTrue();
    }
}
