package io.wigwag.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientVersionTest {
    /// The hash is that of an independent client for this version.
    @Test
    void theBuildIsNamedByTheHashOfTheText() {
        assertThat(new ClientVersion(2, 3000, 1031762964).buildHash())
                .isEqualTo(Octets.ofHex("951a1b053aa895378eadb348fc795a3f"));
    }

    @Test
    void aTextIsReadAndWrittenBack() {
        assertThat(ClientVersion.parse(" 2.3000.1031762964\n")).contains(new ClientVersion(2, 3000, 1031762964));
        assertThat(new ClientVersion(2, 3000, 1031762964)).hasToString("2.3000.1031762964");
        assertThat(ClientVersion.parse("0.0.2147483647")).contains(new ClientVersion(0, 0, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "2.3000", "2.3000.1.0", "2.-1.3", "2.3000.x", "0.0.2147483648", "2..3"})
    void anythingElseIsNoVersion(String text) {
        assertThat(ClientVersion.parse(text)).isEmpty();
    }

    @Test
    void aVersionHasNoNegativePart() {
        assertThatThrownBy(() -> new ClientVersion(2, -1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
