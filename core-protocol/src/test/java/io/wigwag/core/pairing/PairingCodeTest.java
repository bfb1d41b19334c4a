package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import io.wigwag.core.testing.SeededRandom;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PairingCodeTest {

    @ParameterizedTest
    @CsvSource({"0001020304, 111H51R5", "ff00aa5501, ZW1BMN92", "0000000000, 11111111", "ffffffffff, ZZZZZZZZ"})
    void fiveRandomBytesMakeEightCharacters(String bytes, String characters) {
        var code = PairingCode.generate(giving(bytes));

        assertThat(code.characters()).isEqualTo(characters);
    }

    @Test
    void whatIsShownCanBeTypedBackWhateverTheBytesWere() throws Exception {
        for (var seed = 0L; seed < 500; seed++) {
            var code = PairingCode.generate(new SeededRandom(seed));

            assertThat(code.characters()).as("seed %d", seed).matches("[1-9A-HJ-NP-TV-Z]{8}");
            assertThat(PairingCode.parse(code.shown())).as("seed %d", seed).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCD1234", "ABCD-1234", "abcd-1234", " aBcD 12 34\n", "A·B·C·D·1·2·3·4", "ſABCDı1234"})
    void peopleTypeItInManyWays(String typed) throws Exception {
        var code = PairingCode.parse(typed);

        assertThat(code.characters()).isEqualTo("ABCD1234");
        assertThat(code.shown()).isEqualTo("ABCD-1234");
    }

    @Test
    void aCodeThatAnOwnerChoseMayHoldAnyLetter() throws Exception {
        assertThat(PairingCode.parse("ouio-0000").characters()).isEqualTo("OUIO0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--------", "ABCD123", "ABCD12345", "ÄBCD1234", "１２３４５６７８"})
    void whatCannotBeACodeIsMistyped(String typed) {
        var failure = catchThrowableOfType(CodePairingFailure.class, () -> PairingCode.parse(typed));

        assertThat(failure.reason()).isEqualTo(Reason.MISTYPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCD123", "abcd1234", "ABCD-123"})
    void onlyParsingForgives(String characters) {
        assertThatThrownBy(() -> new PairingCode(characters)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsKeyIsTheOneThatOthersDerive() throws Exception {
        var salt = Octets.ofHex("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf");

        var key = PairingCode.parse("ABCD-1234").key(salt);

        assertThat(key.toHex()).isEqualTo("6046d4a67a0a36a42a838fe77d581151c25d94d4d44dac23114d294c523dd271");
    }

    @Test
    void itPrintsNothingOfItself() throws Exception {
        assertThat(PairingCode.parse("ABCD-1234").toString())
                .doesNotContain("ABCD")
                .doesNotContain("1234");
    }

    private static SecureRandom giving(String hex) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                var given = HexFormat.of().parseHex(hex);
                System.arraycopy(given, 0, bytes, 0, bytes.length);
            }
        };
    }
}
