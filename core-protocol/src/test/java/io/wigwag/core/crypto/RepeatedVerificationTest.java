package io.wigwag.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A key is prepared further from its second check on; its answers must not depend on how often it was asked.
class RepeatedVerificationTest {
    private static final int KEYS = 60;
    private static final int CHECKS = 4;

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void everyCheckOfAKeyGivesTheSameAnswer(long seed) throws Exception {
        var random = new Random(seed);
        for (var i = 0; i < KEYS; i++) {
            var pair = KeyPair.of(PrivateKey.of(bytes(random, PrivateKey.SIZE)));
            var message = bytes(random, random.nextInt(100));
            var signature = Curve.sign(pair.privateKey(), message, bytes(random, 64));
            var damaged = signature.clone();
            damaged[random.nextInt(64)] ^= (byte) (1 << random.nextInt(8));
            var goodFirst = PublicKey.of(pair.publicKey().raw());
            var badFirst = PublicKey.of(pair.publicKey().raw());
            for (var check = 0; check < CHECKS; check++) {
                assertThat(Curve.verify(goodFirst, message, signature))
                        .as("seed %d, key %d, check %d", seed, i, check)
                        .isTrue();
                assertThat(Curve.verify(goodFirst, message, damaged))
                        .as("seed %d, key %d, damaged, check %d", seed, i, check)
                        .isFalse();
                assertThat(Curve.verify(badFirst, message, damaged)).isFalse();
                assertThat(Curve.verify(badFirst, message, signature)).isTrue();
            }
        }
    }

    private static byte[] bytes(Random random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
