package io.wigwag.interop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.event.BanCause;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.stanza.Ping;
import io.wigwag.sandbox.fault.Action;
import io.wigwag.sandbox.fault.Direction;
import io.wigwag.sandbox.fault.FaultRule;
import io.wigwag.sandbox.fault.Layer;
import io.wigwag.sandbox.fault.Match;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every goodbye of the server has its consequence, the one that the table says, and no other attempt follows where
/// none should.
class GoodbyesTest {
    private static EngineStage stage;

    @BeforeAll
    static void setUp() throws Exception {
        stage = new EngineStage();
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

    /// Has the server end the connection in answer to what the device says next.
    private static void endsWith(TestDevice device, Action goodbye) throws Exception {
        endsWith(stage, device, goodbye);
    }

    static void endsWith(EngineStage stage, TestDevice device, Action goodbye) throws Exception {
        stage.sandbox()
                .faults()
                .add(FaultRule.of(Match.stanza(Direction.IN, "presence"), goodbye)
                        .once());
        device.handle()
                .speak(line -> {
                    line.send(
                            Node.tag("presence").attribute("type", "available").build());
                    return true;
                })
                .get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /// Has the server say this before its next answer, and close.
    private static void hears(TestDevice device, Node goodbye) {
        stage.sandbox()
                .faults()
                .add(FaultRule.of(Match.stanza(Direction.OUT, "iq"), new Action.Inject(List.of(goodbye), List.of()))
                        .once());
        assertThat(device.handle().ask(new Ping())).failsWithin(TestDevice.PATIENCE);
    }

    static Action streamError(@Nullable String code, @Nullable String conflict) {
        return new Action.StreamError(Optional.ofNullable(code), Optional.ofNullable(conflict));
    }

    @ParameterizedTest
    @CsvSource({"503", "500", "429", "409", "413", "599"})
    void whatIsTransientIsTriedAgain(String code) throws Exception {
        var device = stage.online("transient " + code);
        endsWith(device, streamError(code, null));
        var pause = device.awaitStatus(DeviceStatus.BackingOff.class);
        assertThat(pause.why()).contains(code);
        assertThat(pause.failures()).isEqualTo("429".equals(code) ? 5 : 1);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @ParameterizedTest
    @CsvSource({"ack", "xml-not-well-formed", "bad-mac"})
    void aConditionWithoutACodeIsTriedAgain(String condition) throws Exception {
        var device = stage.online("condition " + condition);
        var error = Node.tag("stream:error").child(Node.of(condition)).build();
        hears(device, error);
        device.awaitStatus(DeviceStatus.BackingOff.class);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void aPeacefulEndIsTriedAgain() throws Exception {
        var device = stage.online("peace");
        hears(device, Node.of("xmlstreamend"));
        assertThat(device.awaitStatus(DeviceStatus.BackingOff.class).why()).contains("stream ended");
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void aRestartIsFollowedAtOnce() throws Exception {
        var device = stage.online("restart");
        endsWith(device, streamError("515", null));
        device.awaitStatus(DeviceStatus.Connecting.class);
        device.awaitStatus(DeviceStatus.Online.class);
        assertThat(device.path()).doesNotContain("backing_off");
    }

    @Test
    void whoIsReplacedYieldsUntilItsOwnerAsks() throws Exception {
        var device = stage.online("replaced");
        endsWith(device, streamError(null, "replaced"));
        device.awaitStatus(DeviceStatus.Replaced.class);
        assertThat(device.handle().status().isRunning()).isFalse();
        device.start();
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @ParameterizedTest
    @CsvSource({"401, device_removed, DEVICE_REMOVED", "516, , FORCED_LOGOUT"})
    void whoIsRemovedIsLoggedOutAndKeepsWhatItKnew(String code, @Nullable String conflict, DisconnectReason reason)
            throws Exception {
        var device = stage.online("removed " + code);
        endsWith(device, streamError(code, conflict));
        assertThat(device.awaitStatus(DeviceStatus.LoggedOut.class).reason()).isEqualTo(reason);
        assertThat(device.handle().start())
                .failsWithin(TestDevice.PATIENCE)
                .withThrowableThat()
                .withMessageContaining("link it anew");
        device.handle().linkAnew().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        device.await(LinkEvent.QrShown.class);
        var path = device.path();
        // Nobody stopped it: who waits for the new codes is not told that there will be none.
        assertThat(path.subList(path.lastIndexOf("logged_out"), path.size()))
                .containsExactly("logged_out", "new", "connecting", "pairing");
    }

    @ParameterizedTest
    @CsvSource({
        "400, refused, GENERIC_FAILURE",
        "401, logged_out, LOGGED_OUT",
        "403, logged_out, ACCOUNT_LOCKED",
        "406, banned, BANNED",
        "409, refused, BAD_USER_AGENT",
        "415, refused, NOT_FOUND",
        "418, refused, CLIENT_UNKNOWN",
        "501, refused, EXPERIMENTAL",
    })
    void aLoginThatIsRefusedForGoodIsNotTriedAgain(int reason, String word, DisconnectReason named) throws Exception {
        var device = stage.online("refused " + reason);
        var refusal = refuses(reason, OptionalInt.empty(), OptionalLong.empty());
        device.handle().reconnect().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var status = device.await(
                        LinkEvent.StatusChanged.class, event -> !event.status().isRunning())
                .status();
        stage.sandbox().faults().remove(refusal);
        assertThat(status.word()).isEqualTo(word);
        assertThat(status.toString()).contains(named.name());
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "413", "777"})
    void aLoginThatFailsForNowIsTriedAgain(int reason) throws Exception {
        var device = stage.online("failing " + reason);
        var refusal = refuses(reason, OptionalInt.empty(), OptionalLong.empty());
        device.handle().reconnect().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        device.await(
                LinkEvent.StatusChanged.class,
                event -> event.status() instanceof DeviceStatus.BackingOff pause && pause.failures() == 3);
        stage.sandbox().faults().remove(refusal);
        device.awaitStatus(DeviceStatus.Online.class);
    }

    @Test
    void aBanForAWhileTellsItsCauseAndItsEnd() throws Exception {
        var device = stage.online("banned");
        var refusal = refuses(402, OptionalInt.of(104), OptionalLong.of(3600));
        device.handle().reconnect().get(TestDevice.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        var ban = device.awaitStatus(DeviceStatus.Banned.class);
        stage.sandbox().faults().remove(refusal);
        assertThat(ban.cause()).contains(BanCause.SAME_MESSAGE_TOO_OFTEN);
        assertThat(ban.until()).isPresent();
        assertThat(ban.nextStep()).contains("Wait until");
    }

    private static long refuses(int reason, OptionalInt code, OptionalLong expire) {
        return stage.sandbox()
                .faults()
                .add(FaultRule.of(
                                Match.all(Layer.HANDSHAKE, Direction.OUT),
                                new Action.LoginFailure(reason, code, expire))
                        .times(0))
                .id();
    }
}
