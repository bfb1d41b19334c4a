package io.wigwag.core.octets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private final Readings<String, String> readings = new Readings<>(2);
    private final List<Octets> read = new ArrayList<>();

    private String read(Octets record) {
        read.add(record);
        return record.toHex();
    }

    @Test
    void theSameBytesAreReadOnce() {
        readings.of("a", Octets.ofHex("01"), this::read);

        assertThat(readings.of("a", Octets.ofHex("01"), this::read)).isEqualTo("01");

        assertThat(read).hasSize(1);
    }

    @Test
    void otherBytesUnderTheSameKeyAreReadAnew() {
        readings.of("a", Octets.ofHex("01"), this::read);

        assertThat(readings.of("a", Octets.ofHex("02"), this::read)).isEqualTo("02");
    }

    @Test
    void whatWasWrittenNeedNotBeRead() {
        readings.put("a", Octets.ofHex("01"), "as written");

        assertThat(readings.of("a", Octets.ofHex("01"), this::read)).isEqualTo("as written");

        assertThat(read).isEmpty();
    }

    @Test
    void whatCouldNotBeReadIsNotRemembered() {
        assertThatThrownBy(() -> readings.<IOException>of("a", Octets.ofHex("01"), _ -> {
                    throw new IOException("no");
                }))
                .isInstanceOf(IOException.class);

        assertThat(readings.of("a", Octets.ofHex("01"), this::read)).isEqualTo("01");
    }

    @Test
    void theLeastRecentlyUsedGoesFirst() {
        readings.of("a", Octets.ofHex("0a"), this::read);
        readings.of("b", Octets.ofHex("0b"), this::read);
        readings.of("a", Octets.ofHex("0a"), this::read);
        readings.of("c", Octets.ofHex("0c"), this::read);
        read.clear();

        readings.of("a", Octets.ofHex("0a"), this::read);
        readings.of("b", Octets.ofHex("0b"), this::read);

        assertThat(read).containsExactly(Octets.ofHex("0b"));
    }
}
