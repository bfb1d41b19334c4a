package io.wigwag.core.crypto;

import java.util.ArrayList;
import java.util.Arrays;

/// Multiples of the base point: `secret * B` in constant time for nonces and keys, without the clamping that an X25519
/// call would do (it would fix bits of a nonce, and with enough signatures give the key away).
///
/// The scalar is cut into 64 signed digits of four bits. Odd digits are added first, four doublings bring them to their
/// place, then the even ones: so 32 rows of eight multiples are enough. Every entry of a row is read for each digit.
final class BaseMultiples {
    private static final int ROWS = 32;
    private static final int COLUMNS = 8;
    private static final int PARTS = 3;
    private static final int ENTRY = PARTS * Field25519.LIMBS;
    private static final long[] TABLE = table();

    private BaseMultiples() {}

    /// `scalar` is below 2^255.
    static EdwardsPoint multiply(byte[] scalar) {
        var digits = digits(scalar);
        var sum = new EdwardsPoint();
        var entry = new long[PARTS][Field25519.LIMBS];
        for (var i = 1; i < 64; i += 2) {
            select(entry, i / 2, digits[i]);
            sum.addAffine(entry[0], entry[1], entry[2], false);
        }
        sum.doubleForDoubling();
        sum.doubleForDoubling();
        sum.doubleForDoubling();
        sum.doubleForAddition();
        for (var i = 0; i < 64; i += 2) {
            select(entry, i / 2, digits[i]);
            sum.addAffine(entry[0], entry[1], entry[2], false);
        }
        Arrays.fill(digits, (byte) 0);
        return sum;
    }

    /// Digits from -8 to 7, the last one up to 8.
    private static byte[] digits(byte[] scalar) {
        var digits = new byte[64];
        var carry = 0;
        for (var i = 0; i < 64; i++) {
            var digit = ((scalar[i >> 1] >> (4 * (i & 1))) & 15) + carry;
            carry = i < 63 ? (digit + 8) >> 4 : 0;
            digits[i] = (byte) (digit - (carry << 4));
        }
        return digits;
    }

    /// Copies `digit` times the row's point into `entry`, reading the whole row whatever the digit is.
    private static void select(long[][] entry, int row, int digit) {
        var negative = (long) digit >> 63;
        var size = (digit ^ (int) negative) - (int) negative;
        long[] yPlusX = entry[0];
        long[] yMinusX = entry[1];
        long[] twiceDxy = entry[2];
        // The neutral element is (1, 1, 0).
        var none = equalMask(size, 0);
        Arrays.fill(yPlusX, 0);
        Arrays.fill(yMinusX, 0);
        Arrays.fill(twiceDxy, 0);
        yPlusX[0] = none & 1;
        yMinusX[0] = none & 1;
        var at = row * COLUMNS * ENTRY;
        for (var column = 1; column <= COLUMNS; column++) {
            var mask = equalMask(size, column);
            for (var i = 0; i < Field25519.LIMBS; i++) {
                yPlusX[i] |= TABLE[at + i] & mask;
                yMinusX[i] |= TABLE[at + Field25519.LIMBS + i] & mask;
                twiceDxy[i] |= TABLE[at + 2 * Field25519.LIMBS + i] & mask;
            }
            at += ENTRY;
        }
        Field25519.swap(negative, yPlusX, yMinusX);
        for (var i = 0; i < Field25519.LIMBS; i++) {
            twiceDxy[i] = (twiceDxy[i] ^ negative) - negative;
        }
    }

    private static long equalMask(int a, int b) {
        return (long) ((a ^ b) - 1) >> 63;
    }

    private static long[] table() {
        var points = new ArrayList<EdwardsPoint>(ROWS * COLUMNS);
        var first = EdwardsPoint.base();
        for (var row = 0; row < ROWS; row++) {
            var step = new PreparedPoint(first);
            var multiple = new EdwardsPoint();
            for (var column = 0; column < COLUMNS; column++) {
                multiple.addPoint(step, false);
                points.add(new EdwardsPoint());
                points.getLast().set(multiple);
            }
            for (var i = 0; i < 8; i++) {
                first.doubleForAddition();
            }
        }
        var table = new long[ROWS * COLUMNS * ENTRY];
        var at = 0;
        for (var point : AffinePoint.of(points)) {
            System.arraycopy(point.yPlusX, 0, table, at, Field25519.LIMBS);
            System.arraycopy(point.yMinusX, 0, table, at + Field25519.LIMBS, Field25519.LIMBS);
            System.arraycopy(point.twiceDxy, 0, table, at + 2 * Field25519.LIMBS, Field25519.LIMBS);
            at += ENTRY;
        }
        return table;
    }
}
