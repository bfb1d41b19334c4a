package io.wigwag.core.message.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaddingTest {
    @Test
    void everyLengthFromOneToFifteenIsUsedAndTakenOff() throws Exception {
        var random = new SeededRandom(5);
        var message = Octets.ofHex("0a0161");
        var sizes = new HashSet<Integer>();
        for (var round = 0; round < 500; round++) {
            var padded = Padding.pad(message, random);
            assertThat(Padding.unpad(padded)).isEqualTo(message);
            sizes.add(padded.size() - message.size());
        }
        assertThat(sizes).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    }

    @Test
    void longerPaddingOfOthersIsTakenOffToo() throws Exception {
        var message = Octets.ofHex("0a0161");
        assertThat(Padding.unpad(Padding.pad(message, 16))).isEqualTo(message);
        assertThat(Padding.unpad(Padding.pad(message, 255))).isEqualTo(message);
        assertThat(Padding.unpad(Octets.ofHex("01"))).isEqualTo(Octets.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0a016100", "0a0161ff", "0a01610403", "0a0103020303"})
    void whatIsNoPaddingIsRefused(String padded) {
        assertThatThrownBy(() -> Padding.unpad(Octets.ofHex(padded))).isInstanceOf(MalformedMessage.class);
    }
}
