package io.wigwag.core.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Arithmetic modulo 2^255 - 19 on five *signed* limbs of 51 bits each. No operation branches or indexes on a value.
///
/// A product of two limbs is taken apart at bit 51 at once: the low half by a mask, the high half by shifting the
/// factors so far that `multiplyHigh` cuts there. The halves of a column are then added in plain 64-bit longs without a
/// carry, which costs fewer instructions in Java than accumulating 128-bit sums.
///
/// Bounds: [#multiply], [#square] and [#multiplySmall] return limbs within 2^51 + 2^27 and take limbs up to 2^53.6 in
/// magnitude; [#add] and [#subtract] do not carry, so sums of two and differences of sums may be multiplied directly.
final class Field25519 {
    static final int LIMBS = 5;
    private static final long MASK = (1L << 51) - 1;
    private static final int LEFT = 6;
    private static final int RIGHT = 7;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Field25519() {}

    static long[] zero() {
        return new long[LIMBS];
    }

    static long[] small(long value) {
        return new long[] {value, 0, 0, 0, 0};
    }

    static void add(long[] out, long[] a, long[] b) {
        out[4] = a[4] + b[4];
        out[0] = a[0] + b[0];
        out[1] = a[1] + b[1];
        out[2] = a[2] + b[2];
        out[3] = a[3] + b[3];
    }

    static void subtract(long[] out, long[] a, long[] b) {
        out[4] = a[4] - b[4];
        out[0] = a[0] - b[0];
        out[1] = a[1] - b[1];
        out[2] = a[2] - b[2];
        out[3] = a[3] - b[3];
    }

    static void negate(long[] out, long[] a) {
        out[4] = -a[4];
        out[0] = -a[0];
        out[1] = -a[1];
        out[2] = -a[2];
        out[3] = -a[3];
    }

    static void copy(long[] out, long[] a) {
        System.arraycopy(a, 0, out, 0, LIMBS);
    }

    /// Exchanges the two when `mask` is all ones and leaves them when it is zero.
    static void swap(long mask, long[] a, long[] b) {
        for (var i = 0; i < LIMBS; i++) {
            var difference = mask & (a[i] ^ b[i]);
            a[i] ^= difference;
            b[i] ^= difference;
        }
    }

    static void multiply(long[] out, long[] a, long[] b) {
        long a4 = a[4], a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
        long b4 = b[4], b0 = b[0], b1 = b[1], b2 = b[2], b3 = b[3];
        long l0 = a0 << LEFT, l1 = a1 << LEFT, l2 = a2 << LEFT, l3 = a3 << LEFT, l4 = a4 << LEFT;
        long r0 = b0 << RIGHT, r1 = b1 << RIGHT, r2 = b2 << RIGHT, r3 = b3 << RIGHT, r4 = b4 << RIGHT;
        var c0 = low(a0, b0);
        var c1 = high(l0, r0) + low(a0, b1) + low(a1, b0);
        var c2 = high(l0, r1) + high(l1, r0) + low(a0, b2) + low(a1, b1) + low(a2, b0);
        var c3 = high(l0, r2) + high(l1, r1) + high(l2, r0) + low(a0, b3) + low(a1, b2) + low(a2, b1) + low(a3, b0);
        var c4 = high(l0, r3)
                + high(l1, r2)
                + high(l2, r1)
                + high(l3, r0)
                + low(a0, b4)
                + low(a1, b3)
                + low(a2, b2)
                + low(a3, b1)
                + low(a4, b0);
        var c5 = high(l0, r4)
                + high(l1, r3)
                + high(l2, r2)
                + high(l3, r1)
                + high(l4, r0)
                + low(a1, b4)
                + low(a2, b3)
                + low(a3, b2)
                + low(a4, b1);
        var c6 = high(l1, r4) + high(l2, r3) + high(l3, r2) + high(l4, r1) + low(a2, b4) + low(a3, b3) + low(a4, b2);
        var c7 = high(l2, r4) + high(l3, r3) + high(l4, r2) + low(a3, b4) + low(a4, b3);
        var c8 = high(l3, r4) + high(l4, r3) + low(a4, b4);
        var c9 = high(l4, r4);
        settle(out, c0 + 19 * c5, c1 + 19 * c6, c2 + 19 * c7, c3 + 19 * c8, c4 + 19 * c9);
    }

    static void square(long[] out, long[] a) {
        long a4 = a[4], a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
        long d0 = a0 << 1, d1 = a1 << 1, d2 = a2 << 1, d3 = a3 << 1;
        long r0 = a0 << RIGHT, r1 = a1 << RIGHT, r2 = a2 << RIGHT, r3 = a3 << RIGHT, r4 = a4 << RIGHT;
        long l0 = a0 << LEFT, l1 = a1 << LEFT, l2 = a2 << LEFT, l3 = a3 << LEFT, l4 = a4 << LEFT;
        var c0 = low(a0, a0);
        var c1 = high(l0, r0) + low(d0, a1);
        var c2 = high(r0, r1) + low(d0, a2) + low(a1, a1);
        var c3 = high(r0, r2) + high(l1, r1) + low(d0, a3) + low(d1, a2);
        var c4 = high(r0, r3) + high(r1, r2) + low(d0, a4) + low(d1, a3) + low(a2, a2);
        var c5 = high(r0, r4) + high(r1, r3) + high(l2, r2) + low(d1, a4) + low(d2, a3);
        var c6 = high(r1, r4) + high(r2, r3) + low(d2, a4) + low(a3, a3);
        var c7 = high(r2, r4) + high(l3, r3) + low(d3, a4);
        var c8 = high(r3, r4) + low(a4, a4);
        var c9 = high(l4, r4);
        settle(out, c0 + 19 * c5, c1 + 19 * c6, c2 + 19 * c7, c3 + 19 * c8, c4 + 19 * c9);
    }

    /// `out = a^(2^times)`.
    static void square(long[] out, long[] a, int times) {
        square(out, a);
        for (var i = 1; i < times; i++) {
            square(out, out);
        }
    }

    /// `factor` is below 2^17.
    static void multiplySmall(long[] out, long[] a, long factor) {
        long a4 = a[4], a0 = a[0], a1 = a[1], a2 = a[2], a3 = a[3];
        var right = factor << RIGHT;
        var c0 = low(a0, factor) + 19 * high(a4 << LEFT, right);
        var c1 = low(a1, factor) + high(a0 << LEFT, right);
        var c2 = low(a2, factor) + high(a1 << LEFT, right);
        var c3 = low(a3, factor) + high(a2 << LEFT, right);
        out[4] = low(a4, factor) + high(a3 << LEFT, right);
        out[0] = c0;
        out[1] = c1;
        out[2] = c2;
        out[3] = c3;
    }

    /// `a^(2^250 - 1)`, the part that inversion and square roots share.
    private static long[] power250(long[] a, long[] eleven) {
        long[] t = zero();
        long[] u = zero();
        square(t, a);
        square(u, t, 2);
        multiply(u, u, a);
        multiply(eleven, u, t);
        square(t, eleven);
        long[] five = zero();
        multiply(five, t, u);
        square(t, five, 5);
        long[] ten = zero();
        multiply(ten, t, five);
        square(t, ten, 10);
        multiply(u, t, ten);
        square(t, u, 20);
        multiply(t, t, u);
        square(t, t, 10);
        long[] fifty = zero();
        multiply(fifty, t, ten);
        square(t, fifty, 50);
        multiply(u, t, fifty);
        square(t, u, 100);
        multiply(t, t, u);
        square(t, t, 50);
        multiply(t, t, fifty);
        return t;
    }

    /// `1 / a`, and 0 for 0.
    static void invert(long[] out, long[] a) {
        long[] eleven = zero();
        var power = power250(a, eleven);
        square(power, power, 5);
        multiply(out, power, eleven);
    }

    /// `a^((p - 5) / 8)`, from which a square root of a ratio is made.
    static void power252minus3(long[] out, long[] a) {
        var power = power250(a, zero());
        square(power, power, 2);
        multiply(out, power, a);
    }

    /// The number in 32 little-endian bytes at `offset`; the top bit is ignored, as X25519 wants it.
    static void decode(long[] out, byte[] bytes, int offset) {
        out[0] = (long) LONGS.get(bytes, offset) & MASK;
        out[1] = ((long) LONGS.get(bytes, offset + 6) >>> 3) & MASK;
        out[2] = ((long) LONGS.get(bytes, offset + 12) >>> 6) & MASK;
        out[3] = ((long) LONGS.get(bytes, offset + 19) >>> 1) & MASK;
        out[4] = ((long) LONGS.get(bytes, offset + 24) >>> 12) & MASK;
    }

    /// The one canonical form: below p, 32 little-endian bytes.
    static void encode(byte[] out, int offset, long[] a) {
        // Eight times p makes every limb positive; two rounds of carrying then bring the number below 2^255.
        var c0 = a[0] + 8 * (MASK - 18);
        var c1 = a[1] + 8 * MASK;
        var c2 = a[2] + 8 * MASK;
        var c3 = a[3] + 8 * MASK;
        var c4 = a[4] + 8 * MASK;
        for (var round = 0; round < 2; round++) {
            c1 += c0 >> 51;
            c2 += c1 >> 51;
            c3 += c2 >> 51;
            c4 += c3 >> 51;
            c0 = (c0 & MASK) + 19 * (c4 >> 51);
            c1 &= MASK;
            c2 &= MASK;
            c3 &= MASK;
            c4 &= MASK;
        }
        var excess = (((((((((c0 + 19) >> 51) + c1) >> 51) + c2) >> 51) + c3) >> 51) + c4) >> 51;
        c0 += 19 * excess;
        c1 += c0 >> 51;
        c2 += c1 >> 51;
        c3 += c2 >> 51;
        c4 += c3 >> 51;
        c0 &= MASK;
        c1 &= MASK;
        c2 &= MASK;
        c3 &= MASK;
        c4 &= MASK;
        LONGS.set(out, offset, c0 | c1 << 51);
        LONGS.set(out, offset + 8, c1 >>> 13 | c2 << 38);
        LONGS.set(out, offset + 16, c2 >>> 26 | c3 << 25);
        LONGS.set(out, offset + 24, c3 >>> 39 | c4 << 12);
    }

    /// 1 when the canonical form is odd: what Edwards points call the sign of x.
    static int parity(long[] a) {
        var bytes = new byte[32];
        encode(bytes, 0, a);
        return bytes[0] & 1;
    }

    static boolean isZero(long[] a) {
        var bytes = new byte[32];
        encode(bytes, 0, a);
        var all = 0;
        for (var b : bytes) {
            all |= b;
        }
        return all == 0;
    }

    private static long low(long a, long b) {
        return (a * b) & MASK;
    }

    private static long high(long shiftedA, long shiftedB) {
        return Math.multiplyHigh(shiftedA, shiftedB);
    }

    private static void settle(long[] out, long c0, long c1, long c2, long c3, long c4) {
        out[4] = (c4 & MASK) + (c3 >> 51);
        out[0] = (c0 & MASK) + 19 * (c4 >> 51);
        out[1] = (c1 & MASK) + (c0 >> 51);
        out[2] = (c2 & MASK) + (c1 >> 51);
        out[3] = (c3 & MASK) + (c2 >> 51);
    }
}
