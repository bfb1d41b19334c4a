package io.wigwag.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.qr.QrPicture;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QrPixelsTest {
    private static final long SEED = 20261121;
    private static final int CODES = 1_000;

    /// As long as those that link devices: four keys and a prefix.
    private static String code(SplittableRandom random) {
        var text = new StringBuilder("https://wa.me/settings/linked_devices#2@");
        for (var i = 0; i < 4; i++) {
            var key = new byte[32];
            random.nextBytes(key);
            text.append(i == 0 ? "" : ",").append(Base64.getEncoder().encodeToString(key));
        }
        return text.append(",1").toString();
    }

    @Test
    void everyCodeIsRead() throws Exception {
        var random = new SplittableRandom(SEED);
        for (var i = 0; i < CODES; i++) {
            var code = code(random);
            assertThat(QrPixels.read(QrPicture.of(code).png(8).toArray()))
                    .as("seed %d, code %d", SEED, i)
                    .isEqualTo(code);
        }
    }
}
