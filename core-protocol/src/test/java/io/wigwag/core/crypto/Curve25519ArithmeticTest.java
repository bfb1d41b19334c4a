package io.wigwag.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/// Our arithmetic against the JDK's big integers and against another library, on random and on extreme numbers.
class Curve25519ArithmeticTest {
    private static final long SEED = 20_261_121;
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private final Random random = new Random(SEED);

    @Test
    void productsAndSquaresAreThoseOfBigIntegers() {
        for (var i = 0; i < 20_000; i++) {
            long[] a = limbs(i);
            long[] b = limbs(i + 1);
            long[] out = Field25519.zero();
            Field25519.multiply(out, a, b);
            assertThat(value(out))
                    .as("seed %s, round %s", SEED, i)
                    .isEqualTo(value(a).multiply(value(b)).mod(P));
            Field25519.square(out, a);
            assertThat(value(out)).as("square %s", i).isEqualTo(value(a).pow(2).mod(P));
            Field25519.multiplySmall(out, a, 121665);
            assertThat(value(out))
                    .isEqualTo(value(a).multiply(BigInteger.valueOf(121665)).mod(P));
            assertThat(Arrays.stream(out).allMatch(limb -> Math.abs(limb) <= (1L << 51) + (1L << 27)))
                    .isTrue();
        }
    }

    @Test
    void inverseTimesNumberIsOne() {
        for (var i = 0; i < 200; i++) {
            long[] a = limbs(i);
            long[] out = Field25519.zero();
            Field25519.invert(out, a);
            var expected = value(a).signum() == 0 ? BigInteger.ZERO : value(a).modInverse(P);
            assertThat(value(out)).as("seed %s, round %s", SEED, i).isEqualTo(expected);
        }
    }

    @Test
    void encodingIsCanonicalAroundTheModulus() {
        for (var offset = -40; offset <= 40; offset++) {
            var number = P.add(BigInteger.valueOf(offset)).mod(BigInteger.TWO.pow(255));
            var bytes = littleEndian(number);
            long[] limbs = Field25519.zero();
            Field25519.decode(limbs, bytes, 0);
            var out = new byte[32];
            Field25519.encode(out, 0, limbs);
            assertThat(out).isEqualTo(littleEndian(number.mod(P)));
        }
    }

    @Test
    void scalarsAreReducedAsBigIntegersAre() {
        for (var i = 0; i < 5_000; i++) {
            var wide = new byte[64];
            if (i % 4 == 0) {
                Arrays.fill(wide, (byte) 0xff);
            } else {
                random.nextBytes(wide);
            }
            assertThat(Scalar25519.reduce(wide))
                    .isEqualTo(littleEndian(unsigned(wide).mod(Scalar25519.ORDER)));
            var a = Arrays.copyOf(wide, 32);
            a[31] &= 0x7f;
            var b = Arrays.copyOfRange(wide, 32, 64);
            b[31] &= 0x7f;
            var expected = unsigned(a).multiply(unsigned(b)).add(unsigned(a)).mod(Scalar25519.ORDER);
            assertThat(Scalar25519.multiplyAdd(a, b, a)).as("round %s", i).isEqualTo(littleEndian(expected));
        }
        for (var multiple = 0; multiple < 20; multiple++) {
            for (var offset = -2; offset <= 2; offset++) {
                var number = Scalar25519.ORDER.shiftLeft(12 * multiple).add(BigInteger.valueOf(offset));
                assertThat(Scalar25519.reduce(Arrays.copyOf(littleEndian(number, 64), 64)))
                        .isEqualTo(littleEndian(number.mod(Scalar25519.ORDER)));
            }
        }
    }

    /// Ed25519's public key is the clamped hash times the base point: the same multiplication, by another library.
    @RepeatedTest(50)
    void baseMultiplesAreThoseOfBouncyCastle() {
        var local = new Random(SEED + random.nextInt());
        var seed = new byte[32];
        local.nextBytes(seed);
        var expected = new byte[32];
        Ed25519.generatePublicKey(seed, 0, expected, 0);
        var scalar = Arrays.copyOf(Digests.hash(Digests.SHA_512, seed), 32);
        scalar[0] &= (byte) 0xf8;
        scalar[31] = (byte) ((scalar[31] & 0x7f) | 0x40);
        assertThat(BaseMultiples.multiply(scalar).encode()).isEqualTo(expected);
    }

    @Test
    void smallMultiplesFollowEachOther() {
        var base = new PreparedPoint(EdwardsPoint.base());
        var sum = new EdwardsPoint();
        for (var i = 0; i < 300; i++) {
            assertThat(BaseMultiples.multiply(littleEndian(BigInteger.valueOf(i)))
                            .encode())
                    .isEqualTo(sum.encode());
            sum.addPoint(base, false);
        }
        for (var i = 300; i >= 0; i--) {
            assertThat(BaseMultiples.multiply(littleEndian(BigInteger.valueOf(i)))
                            .encode())
                    .isEqualTo(sum.encode());
            sum.addPoint(base, true);
        }
    }

    @Test
    void digitsAddUpToTheirScalar() {
        for (var i = 0; i < 2_000; i++) {
            var scalar = new byte[32];
            random.nextBytes(scalar);
            scalar[31] &= 0x1f;
            if (i == 0) {
                Arrays.fill(scalar, (byte) 0xff);
                scalar[31] = 0x1f;
            }
            for (var width : new int[] {5, 7}) {
                var digits = SignedDigits.of(scalar, width);
                var sum = BigInteger.ZERO;
                for (var place = digits.length - 1; place >= 0; place--) {
                    sum = sum.shiftLeft(1).add(BigInteger.valueOf(digits[place]));
                    assertThat(digits[place] == 0 || digits[place] % 2 != 0).isTrue();
                    assertThat(Math.abs(digits[place])).isLessThan(1 << (width - 1));
                }
                assertThat(sum).isEqualTo(unsigned(scalar));
            }
        }
    }

    private long[] limbs(int round) {
        long[] limbs = Field25519.zero();
        for (var i = 0; i < limbs.length; i++) {
            limbs[i] = switch (round % 5) {
                case 0 -> (1L << 53);
                case 1 -> -(1L << 53);
                case 2 -> random.nextLong() >> 10;
                case 3 -> random.nextLong() >>> 13;
                default -> random.nextInt(3) - 1;
            };
        }
        return limbs;
    }

    private static BigInteger value(long[] limbs) {
        var value = BigInteger.ZERO;
        for (var i = limbs.length - 1; i >= 0; i--) {
            value = value.shiftLeft(51).add(BigInteger.valueOf(limbs[i]));
        }
        return value.mod(P);
    }

    private static BigInteger unsigned(byte[] littleEndian) {
        var big = littleEndian.clone();
        for (var i = 0; i < big.length / 2; i++) {
            var swapped = big[i];
            big[i] = big[big.length - 1 - i];
            big[big.length - 1 - i] = swapped;
        }
        return new BigInteger(1, big);
    }

    private static byte[] littleEndian(BigInteger value) {
        return littleEndian(value, 32);
    }

    private static byte[] littleEndian(BigInteger value, int size) {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }
}
