package io.wigwag.gateway.http.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsTest {
    private final Cursors cursors = new Cursors(Octets.wrap(new byte[32]));

    @Test
    void aCursorLeadsBackToItsPlace() throws Problem {
        var token = cursors.token("ana/devices", "place:ü");
        assertThat(token).matches("[A-Za-z0-9_-]+");
        assertThat(cursors.place("ana/devices", token)).isEqualTo("place:ü");
    }

    @Test
    void aCursorOfAnotherListOrKeyIsRefused() {
        var token = cursors.token("ana/devices", "place");
        assertThatThrownBy(() -> cursors.place("ben/devices", token)).isInstanceOf(Problem.class);
        var other = new Cursors(
                Octets.wrap("another key of 32 bytes is here!".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> other.place("ana/devices", token)).isInstanceOf(Problem.class);
    }

    @Test
    void aChangedCursorIsRefused() {
        var token = cursors.token("ana/devices", "place");
        for (var i = 0; i < token.length() - 1; i++) {
            var changed = token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
            assertThatThrownBy(() -> cursors.place("ana/devices", changed)).isInstanceOf(Problem.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "!!!!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoCursorIsRefused(String token) {
        assertThatThrownBy(() -> cursors.place("ana/devices", token)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> cursors.place("ana/devices", "A".repeat(5000))).isInstanceOf(Problem.class);
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        assertThatThrownBy(() -> new Cursors(Octets.wrap(new byte[31]))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"abc|abc", "\"abc\"|abc", "\"a\\\"b\\\\c\"|a\"b\\c", "8e03978e-40d5|8e03978e-40d5"})
    void aKeyMayHaveQuotes(String written, String value) {
        assertThat(IdempotencyKey.parse(written)).isEqualTo(new IdempotencyKey(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "\"\"", "\"abc", "\"a\"b\"", "\"a\\b\"", "\"abc\\\"", "é", "a\tb"})
    void otherKeysAreRefused(String written) {
        assertThatThrownBy(() -> IdempotencyKey.parse(written)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IdempotencyKey.parse("k".repeat(256))).isInstanceOf(IllegalArgumentException.class);
    }
}
