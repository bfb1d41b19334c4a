package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.signal.SentMessages;
import io.wigwag.core.stanza.Success;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginTest {
    private static final Success SUCCESS =
            new Success(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final MessageKey SENT = new MessageKey("491510000000@s.whatsapp.net", "A1");

    private final Desk desk;
    private final KeyDuties keys;

    LoginTest() throws Exception {
        desk = new Desk();
        desk.link();
        keys = new KeyDuties(desk.parts, desk.memory);
    }

    private Login login() {
        return new Login(desk.parts, desk.memory, keys, desk, desk);
    }

    private Login letIn() throws Exception {
        var login = login();
        login.letIn(SUCCESS);
        return login;
    }

    private void send() {
        desk.memory.commit(List.of(new StateChange.KeepMessage(SENT, Octets.ofHex("01"), desk.time.instant())));
    }

    private boolean isKept() {
        return !desk.memory.state().keptMessages(List.of(SENT)).isEmpty();
    }

    /// Mobile networks and busy servers see to it that few connections last half a day.
    @Test
    void whatWasSentIsForgottenAlsoWhenNoConnectionLasts() throws Exception {
        send();
        for (var hours = 0L; hours < SentMessages.KEPT.plus(KeyDuties.UPKEEP).toHours(); hours++) {
            assertThat(isKept() || hours >= SentMessages.KEPT.toHours()).isTrue();
            var login = letIn();
            desk.time.pass(Duration.ofHours(1));
            desk.work();
            login.end();
        }
        letIn();
        assertThat(isKept()).isFalse();
    }

    @Test
    void whatWasSentIsForgottenByAProcessThatEndsBeforeLong() throws Exception {
        send();
        desk.time.pass(SentMessages.KEPT.plusSeconds(1));
        letIn();
        assertThat(isKept()).isFalse();
    }

    @Test
    void whatWasSentIsForgottenByADeviceThatStaysOnline() throws Exception {
        letIn();
        send();
        for (var passed = Duration.ZERO;
                passed.compareTo(SentMessages.KEPT) <= 0;
                passed = passed.plus(KeyDuties.UPKEEP)) {
            assertThat(isKept()).isTrue();
            desk.time.pass(KeyDuties.UPKEEP);
            desk.work();
        }
        assertThat(isKept()).isFalse();
    }

    @Test
    void whoIsQuietForAWhileHasHandedAllOver() throws Exception {
        letIn();
        desk.time.pass(Duration.ofSeconds(60));
        desk.work();
        assertThat(desk.statuses).last().isInstanceOf(DeviceStatus.Online.class);
    }

    @Test
    void whatIsDueBehindTheEndOfAConnectionIsNotDone() throws Exception {
        var login = letIn();
        desk.time.pass(KeyDuties.UPKEEP);
        assertThat(desk.waiting()).as("the quiet time, and the upkeep").isEqualTo(2);
        send();
        desk.time.pass(SentMessages.KEPT.plusSeconds(1));
        login.end();
        desk.statuses.clear();
        desk.work();
        assertThat(desk.statuses).isEmpty();
        assertThat(desk.events).isEmpty();
        assertThat(desk.parts.pulse().health().drained()).isFalse();
        assertThat(isKept()).isTrue();
    }

    /// A stanza may be what ends the connection, and be one of those that had waited.
    @Test
    void aStanzaThatEndsTheConnectionWakesNobody() throws Exception {
        var login = letIn();
        login.end();
        desk.statuses.clear();
        login.handedOver();
        desk.time.pass(Duration.ofSeconds(60));
        desk.work();
        assertThat(desk.statuses).isEmpty();
    }
}
