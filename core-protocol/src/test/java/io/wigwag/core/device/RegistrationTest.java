package io.wigwag.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.stanza.PairDevice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static final PairDevice TWO_CODES = new PairDevice("1", List.of("one", "two"));
    private static final Duration ONE_CODE = Duration.ofSeconds(20);

    private final Desk desk;
    private final Registration registration;

    RegistrationTest() throws Exception {
        desk = new Desk();
        registration = new Registration(desk.parts, desk.memory, desk, desk);
    }

    private long shown() {
        return desk.events.stream().filter(LinkEvent.QrShown.class::isInstance).count();
    }

    @Test
    void codesAreShownOneAfterTheOtherUntilNoneIsLeft() throws Exception {
        registration.refs(TWO_CODES);
        assertThat(shown()).isOne();
        desk.time.pass(ONE_CODE);
        desk.work();
        assertThat(shown()).isEqualTo(2);
        assertThat(desk.expired).isZero();
        desk.time.pass(ONE_CODE);
        desk.work();
        assertThat(desk.expired).isOne();
    }

    @Test
    void theNextCodeIsNotShownBehindTheEndOfTheConnection() throws Exception {
        registration.refs(TWO_CODES);
        desk.time.pass(ONE_CODE);
        assertThat(desk.waiting()).isOne();
        registration.end();
        desk.work();
        assertThat(shown()).isOne();
    }

    @Test
    void aConnectionThatHasEndedExpiresNoMore() throws Exception {
        registration.refs(TWO_CODES);
        desk.time.pass(ONE_CODE);
        desk.work();
        desk.time.pass(ONE_CODE);
        assertThat(desk.waiting()).isOne();
        registration.end();
        desk.work();
        assertThat(desk.expired).isZero();
    }

    @Test
    void norDoesAPasskeyThatNobodyAnswersFor() {
        var passkey = new PasskeyLink(desk.parts, desk.memory, desk, desk);
        passkey.wanted(Octets.ofHex("01"));
        desk.time.pass(Duration.ofMinutes(10));
        assertThat(desk.waiting()).isOne();
        passkey.end();
        desk.work();
        assertThat(desk.expired).isZero();
        assertThat(desk.events).noneMatch(LinkEvent.PairingFailed.class::isInstance);
    }
}
