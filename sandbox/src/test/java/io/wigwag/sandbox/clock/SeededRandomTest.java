package io.wigwag.sandbox.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SeededRandomTest {
    private static byte[] some(SecureRandom random) {
        var bytes = new byte[100];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void oneSeedGivesOneStream() {
        assertThat(some(new SeededRandom(7))).isEqualTo(some(new SeededRandom(7)));
        assertThat(some(new SeededRandom(7))).isNotEqualTo(some(new SeededRandom(8)));
    }

    @Test
    void theStreamGoesOn() {
        var random = new SeededRandom(7);

        assertThat(some(random)).isNotEqualTo(some(random));
    }
}
