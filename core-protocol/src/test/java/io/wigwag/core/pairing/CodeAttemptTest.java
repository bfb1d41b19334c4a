package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodeAttempt.Outcome;
import io.wigwag.core.pairing.CodeAttempt.Why;
import io.wigwag.core.stanza.Notification.FreshCodeWanted;
import io.wigwag.core.testing.SeededRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeAttemptTest {
    private static final Instant MADE = Instant.ofEpochSecond(1_770_000_000);
    private static final Octets REF = Octets.ofHex("3132");
    private static final Octets OTHER_REF = Octets.ofHex("3133");

    private final SeededRandom random = new SeededRandom(5);
    private final KeyPair companion = KeyPair.generate(random);
    private final KeyPair account = KeyPair.generate(random);
    private final PairingCode code = PairingCode.generate(random);
    private CodeAttempt attempt = CodeAttempt.begin(Jid.SERVER, code, MADE, random);
    private PrimaryPairing phone = phone();

    @BeforeEach
    void begin() throws Exception {
        attempt = CodeAttempt.begin(Jid.parse("491511234567@s.whatsapp.net"), code, MADE, random);
        phone = phone();
        attempt.named(REF);
    }

    private PrimaryPairing phone() {
        try {
            var card = new CompanionCard(companion.publicKey(), ClientType.CHROME, "Chrome (Mac OS)");
            var wrapped = attempt.hello("1", card)
                    .requireChild("link_code_companion_reg")
                    .requireChild("link_code_pairing_wrapped_companion_ephemeral_pub")
                    .requireBytes();
            return PrimaryPairing.answer(wrapped, code, account, random);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Outcome hear(Octets ref, long secondsLater) {
        return attempt.heard(
                new CodePairingStanzas.FromPhone(ref, phone.hello()),
                companion,
                MADE.plusSeconds(secondsLater),
                random);
    }

    private Octets finished(Outcome outcome) throws Exception {
        assertThat(outcome).isInstanceOf(Outcome.Finish.class);
        var finish = (Outcome.Finish) outcome;
        assertThat(finish.ref()).isEqualTo(REF);
        assertThat(phone.finish(finish.answer().message()))
                .isEqualTo(finish.answer().advSecret());
        return finish.answer().advSecret();
    }

    @Test
    void thePhonesHelloIsAnsweredWithTheSecretThatBothDerive() throws Exception {
        finished(hear(REF, 179));
    }

    @Test
    void aHelloForAnotherCodeIsIgnoredAndCostsNothing() throws Exception {
        for (var i = 0; i < 5; i++) {
            assertThat(hear(OTHER_REF, 10)).isEqualTo(new Outcome.Ignored());
        }
        finished(hear(REF, 11));
    }

    @Test
    void beforeTheServerNamedItNothingIsForIt() {
        attempt = CodeAttempt.begin(attempt.account(), code, MADE, random);

        assertThat(hear(REF, 1)).isEqualTo(new Outcome.Ignored());
    }

    @Test
    void theCodeLivesThreeMinutesFromItsMaking() {
        assertThat(attempt.expires()).isEqualTo(MADE.plusSeconds(180));
        assertThat(hear(REF, 180)).isEqualTo(new Outcome.Failed(Why.EXPIRED));
    }

    @Test
    void aRepeatedHelloGetsAnotherSecretAndTheFourthNone() throws Exception {
        var first = finished(hear(REF, 10));
        var second = finished(hear(REF, 20));
        var third = finished(hear(REF, 30));

        assertThat(first).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(third);
        assertThat(hear(REF, 40)).isEqualTo(new Outcome.Failed(Why.TOO_MANY_TRIES));
    }

    @Test
    void whatIsNoHelloFailsIt() {
        var nonsense = new CodePairingStanzas.FromPhone(REF, new PrimaryHello(Octets.ofHex("00"), account.publicKey()));

        assertThat(attempt.heard(nonsense, companion, MADE, random)).isEqualTo(new Outcome.Failed(Why.MALFORMED));
    }

    @Test
    void aFreshCodeIsWantedForTheCurrentOneOnly() {
        assertThat(attempt.isMeantBy(new FreshCodeWanted(REF, false))).isTrue();
        assertThat(attempt.isMeantBy(new FreshCodeWanted(OTHER_REF, true))).isFalse();
    }

    @Test
    void itNamesTheAccountAndNotOneOfItsDevices() throws Exception {
        var asked = CodeAttempt.begin(Jid.parse("491511234567:7@s.whatsapp.net"), code, MADE, random);

        assertThat(asked.account()).hasToString("491511234567@s.whatsapp.net");
        assertThat(asked.code()).isEqualTo(code);
        assertThat(asked.toString()).doesNotContain(code.characters()).doesNotContain("4915");
    }
}
