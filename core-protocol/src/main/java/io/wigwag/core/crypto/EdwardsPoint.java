package io.wigwag.core.crypto;

import static io.wigwag.core.crypto.Field25519.add;
import static io.wigwag.core.crypto.Field25519.multiply;
import static io.wigwag.core.crypto.Field25519.square;
import static io.wigwag.core.crypto.Field25519.subtract;
import static io.wigwag.core.crypto.Field25519.zero;

import java.math.BigInteger;

/// A point of the twisted Edwards curve -x² + y² = 1 + d·x²·y² in extended coordinates, changed in place: the
/// accumulator of a scalar multiplication. One thread's own.
final class EdwardsPoint {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    static final long[] D = constant(
            BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)));
    static final long[] TWICE_D = constant(
            BigInteger.valueOf(-2 * 121665).multiply(BigInteger.valueOf(121666).modInverse(P)));
    private static final long[] ROOT_OF_MINUS_ONE =
            constant(BigInteger.TWO.modPow(P.subtract(BigInteger.ONE).shiftRight(2), P));

    final long[] x = zero();
    final long[] y = zero();
    final long[] z = zero();
    final long[] t = zero();
    private final long[] e = zero();
    private final long[] f = zero();
    private final long[] g = zero();
    private final long[] h = zero();

    /// The neutral element.
    EdwardsPoint() {
        y[0] = 1;
        z[0] = 1;
    }

    /// The base point, whose y is 4/5 and whose x is even.
    static EdwardsPoint base() {
        var u = new byte[32];
        u[0] = 9;
        var point = new EdwardsPoint();
        if (!point.setFromMontgomery(u)) {
            throw new IllegalStateException("the base point is not on the curve");
        }
        return point;
    }

    /// Sets this point to the one with even x whose Montgomery form is `u`; false when there is none, which is so for
    /// half of all numbers.
    boolean setFromMontgomery(byte[] u) {
        // y = (u - 1) / (u + 1), so x² = -4u / (d(u - 1)² + (u + 1)²): one root of a ratio and no inversion.
        long[] number = zero();
        Field25519.decode(number, u, 0);
        var one = Field25519.small(1);
        long[] numerator = zero();
        Field25519.multiplySmall(numerator, number, 4);
        Field25519.negate(numerator, numerator);
        subtract(y, number, one);
        add(z, number, one);
        if (Field25519.isZero(z)) {
            return false;
        }
        long[] denominator = zero();
        square(e, y);
        multiply(denominator, e, D);
        square(f, z);
        add(denominator, denominator, f);
        long[] root = zero();
        if (!rootOfRatio(root, numerator, denominator)) {
            return false;
        }
        if (Field25519.parity(root) == 1) {
            Field25519.negate(root, root);
        }
        multiply(x, root, z);
        multiply(t, root, y);
        return true;
    }

    /// The root of `numerator / denominator`, or false when that is no square.
    private static boolean rootOfRatio(long[] root, long[] numerator, long[] denominator) {
        // candidate = n·d³ · (n·d⁷)^((p-5)/8); its square times d is n, or -n, or neither.
        long[] cubed = zero();
        square(cubed, denominator);
        multiply(cubed, cubed, denominator);
        long[] power = zero();
        square(power, cubed);
        multiply(power, power, denominator);
        multiply(power, power, numerator);
        Field25519.power252minus3(power, power);
        multiply(power, power, cubed);
        multiply(root, power, numerator);
        long[] check = zero();
        square(check, root);
        multiply(check, check, denominator);
        long[] difference = zero();
        subtract(difference, check, numerator);
        if (Field25519.isZero(difference)) {
            return true;
        }
        add(difference, check, numerator);
        multiply(root, root, ROOT_OF_MINUS_ONE);
        return Field25519.isZero(difference);
    }

    /// Doubles without making t, which only an addition needs.
    void doubleForDoubling() {
        square(e, x);
        square(f, y);
        square(g, z);
        add(g, g, g);
        add(h, e, f);
        add(t, x, y);
        square(t, t);
        subtract(t, h, t);
        subtract(e, e, f);
        add(f, g, e);
        multiply(x, t, f);
        multiply(y, e, h);
        multiply(z, f, e);
        // Left for doubleForAddition(): t and h hold the factors of the new t.
    }

    void doubleForAddition() {
        doubleForDoubling();
        multiply(t, t, h);
    }

    void addPoint(PreparedPoint p, boolean negative) {
        multiply(h, z, p.twiceZ);
        addScaled(negative ? p.yMinusX : p.yPlusX, negative ? p.yPlusX : p.yMinusX, p.twiceDt, negative);
    }

    void addAffine(long[] yPlusX, long[] yMinusX, long[] twiceDxy, boolean negative) {
        add(h, z, z);
        addScaled(negative ? yMinusX : yPlusX, negative ? yPlusX : yMinusX, twiceDxy, negative);
    }

    /// The common part; `h` holds twice the product of both z.
    private void addScaled(long[] yPlusX, long[] yMinusX, long[] twiceDt, boolean negative) {
        subtract(e, y, x);
        multiply(e, e, yMinusX);
        add(f, y, x);
        multiply(f, f, yPlusX);
        multiply(t, t, twiceDt);
        subtract(g, f, e);
        add(e, f, e);
        if (negative) {
            add(f, h, t);
            subtract(h, h, t);
        } else {
            subtract(f, h, t);
            add(h, h, t);
        }
        multiply(x, g, f);
        multiply(y, h, e);
        multiply(t, g, e);
        multiply(z, f, h);
    }

    /// The 32 bytes of an Edwards point: y, and the parity of x in the top bit.
    byte[] encode() {
        long[] inverse = zero();
        Field25519.invert(inverse, z);
        long[] affine = zero();
        multiply(affine, x, inverse);
        var parity = Field25519.parity(affine);
        multiply(affine, y, inverse);
        var bytes = new byte[32];
        Field25519.encode(bytes, 0, affine);
        bytes[31] |= (byte) (parity << 7);
        return bytes;
    }

    /// The same point on the Montgomery curve: u = (z + y) / (z - y).
    byte[] encodeMontgomery() {
        long[] inverse = zero();
        long[] sum = zero();
        subtract(inverse, z, y);
        Field25519.invert(inverse, inverse);
        add(sum, z, y);
        multiply(sum, sum, inverse);
        var bytes = new byte[32];
        Field25519.encode(bytes, 0, sum);
        return bytes;
    }

    void set(EdwardsPoint other) {
        Field25519.copy(x, other.x);
        Field25519.copy(y, other.y);
        Field25519.copy(z, other.z);
        Field25519.copy(t, other.t);
    }

    private static long[] constant(BigInteger value) {
        var bytes = new byte[32];
        var big = value.mod(P).toByteArray();
        for (var i = 0; i < big.length && i < 32; i++) {
            bytes[i] = big[big.length - 1 - i];
        }
        var limbs = zero();
        Field25519.decode(limbs, bytes, 0);
        return limbs;
    }
}
