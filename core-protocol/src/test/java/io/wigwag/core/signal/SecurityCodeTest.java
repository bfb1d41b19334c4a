package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityCodeTest {
    private final SeededRandom random = new SeededRandom(5_200);
    private final PublicKey phone = KeyPair.generate(random).publicKey();
    private final PublicKey companion = KeyPair.generate(random).publicKey();
    private final PublicKey peer = KeyPair.generate(random).publicKey();
    private final SecurityCode.Party ours = party("491111", phone, companion);
    private final SecurityCode.Party theirs = party("492222", peer);

    private static SecurityCode.Party party(String identifier, PublicKey... keys) {
        return new SecurityCode.Party(Correspondent.text(identifier), List.of(keys));
    }

    @Test
    void bothSidesReadTheSame() {
        var seenByUs = SecurityCode.between(ours, theirs);
        var seenByThem = SecurityCode.between(theirs, party("491111", companion, phone));

        assertThat(seenByThem).isEqualTo(seenByUs);
        assertThat(seenByUs.shown()).matches("(\\d{5} ){11}\\d{5}");
        assertThat(seenByUs.shown().replace(" ", "")).isEqualTo(seenByUs.digits());
    }

    @Test
    void anotherKeyOrAnotherUserIsAnotherCode() {
        var code = SecurityCode.between(ours, theirs);

        assertThat(SecurityCode.between(party("491111", phone), theirs)).isNotEqualTo(code);
        assertThat(SecurityCode.between(party("491112", phone, companion), theirs))
                .isNotEqualTo(code);
        assertThat(SecurityCode.between(ours, party("492222", phone))).isNotEqualTo(code);
    }

    @Test
    void aPartyHasKeysAndACodeSixtyDigits() {
        assertThatThrownBy(() -> new SecurityCode.Party(Octets.EMPTY, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SecurityCode("12345")).isInstanceOf(IllegalArgumentException.class);
    }
}
