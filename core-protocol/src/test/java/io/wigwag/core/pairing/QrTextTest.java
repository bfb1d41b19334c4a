package io.wigwag.core.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrTextTest {
    private static final String ADDRESS = "https://wa.me/settings/linked_devices#";
    private static final String KEY = "4zxmDGXkjj22IC8VClxng167c0OR+Sf8iMWTkkVkYRE=";
    private static final List<ClientType> TYPES = List.of(ClientType.values());

    @Test
    void itIsWrittenAsTodaysClientsWriteIt() throws Exception {
        var text = ADDRESS + "2@ref/+==," + KEY + "," + KEY + "," + KEY + ",1";

        var read = QrText.parse(text);

        assertThat(read.ref()).isEqualTo("2@ref/+==");
        assertThat(read.noise().octets().toHex()).startsWith("e33c660c65e48e3d");
        assertThat(read.clientType()).contains(ClientType.CHROME);
        assertThat(read.text()).isEqualTo(text);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14})
    void whatIsShownIsReadWithAndWithoutAddressAndType(long seed) throws Exception {
        var random = new SeededRandom(seed);
        for (var i = 0; i < 50; i++) {
            var shown = random(random);
            var text = shown.text();

            assertThat(QrText.parse(text)).isEqualTo(shown);
            assertThat(QrText.parse(" \t" + text + "\r\n")).isEqualTo(shown);
            assertThat(QrText.parse(text.replace("wa.me/settings", "example.org/some/other")))
                    .isEqualTo(shown);
            if (!shown.ref().startsWith("https://")) {
                assertThat(QrText.parse(text.substring(ADDRESS.length()))).isEqualTo(shown);
            }
        }
    }

    private static QrText random(SecureRandom random) {
        var type = TYPES.get(random.nextInt(TYPES.size()));
        var typed = random.nextBoolean();
        var ref = new StringBuilder();
        for (var size = 1 + random.nextInt(200); size > 0; size--) {
            var character = (char) ('!' + random.nextInt('~' - '!' + 1));
            ref.append(character == ',' && !typed ? '@' : character);
        }
        var secret = new byte[QrText.SECRET];
        random.nextBytes(secret);
        return new QrText(
                ref.toString(),
                KeyPair.generate(random).publicKey(),
                KeyPair.generate(random).publicKey(),
                Octets.wrap(secret),
                typed ? Optional.of(type) : Optional.empty());
    }

    static String[] malformed() {
        var keys = "," + KEY + "," + KEY + "," + KEY;
        return new String[] {
            "",
            "hello",
            "https://wa.me/settings/linked_devices",
            ADDRESS,
            "ref," + KEY + "," + KEY,
            keys,
            keys + ",1",
            "a ref" + keys,
            "réf" + keys,
            "ref\u0000" + keys,
            "ref" + keys + ",",
            "ref" + keys + ",11",
            "ref" + keys + ",x",
            "ref" + keys + ", 1",
            "ref" + keys.replace("=", ""),
            "ref" + keys.replace("E=", "F="),
            "ref" + keys.replace("+", "-"),
            "ref" + keys.replace("+", "!"),
            "ref" + keys.replace("4zxm", ""),
            "ref" + keys.replace("4zxm", "4zxm4zxm"),
            "ref" + keys.replace("4zxm", "4 zxm"),
            "http://wa.me/settings/linked_devices#ref" + keys.replace(",", ";")
        };
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void otherTextsAreRefusedByOneException(String text) {
        assertThatThrownBy(() -> QrText.parse(text)).isInstanceOf(MalformedQrText.class);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22})
    void aTextWithAnyCharacterChangedIsReadAsAnotherOrRefused(long seed) {
        var random = new SeededRandom(seed);
        var shown = random(random);
        for (var i = 0; i < 2_000; i++) {
            var text = new StringBuilder(shown.text());
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x180));
            try {
                var read = QrText.parse(text.toString());
                assertThat(QrText.parse(read.text()))
                        .as("seed %d, round %d", seed, i)
                        .isEqualTo(read);
            } catch (MalformedQrText refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void whatCouldNotBeReadBackCannotBeMade() {
        var random = new SeededRandom(31);
        var key = KeyPair.generate(random).publicKey();
        var secret = Octets.wrap(new byte[QrText.SECRET]);
        Optional<ClientType> typed = Optional.of(ClientType.CHROME);

        assertThatThrownBy(() -> new QrText("", key, key, secret, typed)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QrText("a b", key, key, secret, typed))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QrText("a,b", key, key, secret, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new QrText("ref", key, key, Octets.EMPTY, typed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itPrintsNoSecret() throws Exception {
        var shown = QrText.parse("ref," + KEY + "," + KEY + ",PAB4iRWB/ohgj72Em/TOJhRwbpKGKJFRXLweX/kyjGQ=");

        assertThat(shown.toString()).doesNotContain("PAB4").doesNotContain("3c007889");
    }
}
