package io.wigwag.core.crypto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A public key made ready for checking signatures: odd multiples of A and of its multiples by 2^64, 2^128 and 2^192.
/// With them a check needs 64 doublings instead of 253; making them costs what one plain check would, so that a key
/// used once loses nothing and one used again (a sender key, a root of trust) wins threefold.
///
/// Only public values come here, so that the time may depend on them.
final class VerificationKey {
    private static final int QUARTERS = 4;
    private static final int QUARTER_BITS = 64;
    private static final int KEY_WIDTH = 5;
    private static final int BASE_WIDTH = 7;
    private static final AffinePoint[] BASE = baseMultiples();
    private static final int BASE_ROW = 1 << (BASE_WIDTH - 2);

    private final PreparedPoint[][] multiples = new PreparedPoint[QUARTERS][];
    private final byte[] encoded;

    /// `point` is the one with even x; it is used up.
    private VerificationKey(EdwardsPoint point) {
        encoded = point.encode();
        for (var quarter = 0; quarter < QUARTERS; quarter++) {
            var odd = oddMultiples(point, 1 << (KEY_WIDTH - 2));
            multiples[quarter] = odd.stream().map(PreparedPoint::new).toArray(PreparedPoint[]::new);
            if (quarter < QUARTERS - 1) {
                advance(point);
            }
        }
    }

    /// Null inside this package only: a number that is no point of the curve has no such key.
    static @Nullable VerificationKey of(byte[] u) {
        var point = new EdwardsPoint();
        return point.setFromMontgomery(u) ? new VerificationKey(point) : null;
    }

    /// The compressed form with even x.
    byte[] encoded() {
        return encoded;
    }

    /// The compressed form of `s·B - h·A`, A being taken with odd x when `odd`.
    byte[] combine(byte[] s, byte[] h, boolean odd) {
        var baseDigits = SignedDigits.of(s, BASE_WIDTH);
        var keyDigits = SignedDigits.of(h, KEY_WIDTH);
        var sum = new EdwardsPoint();
        for (var bit = QUARTER_BITS - 1; bit >= 0; bit--) {
            sum.doubleForAddition();
            for (var quarter = 0; quarter < QUARTERS; quarter++) {
                var digit = keyDigits[quarter * QUARTER_BITS + bit];
                if (digit != 0) {
                    sum.addPoint(multiples[quarter][Math.abs(digit) >> 1], digit > 0 != odd);
                }
                digit = baseDigits[quarter * QUARTER_BITS + bit];
                if (digit != 0) {
                    var multiple = BASE[quarter * BASE_ROW + (Math.abs(digit) >> 1)];
                    sum.addAffine(multiple.yPlusX, multiple.yMinusX, multiple.twiceDxy, digit < 0);
                }
            }
        }
        return sum.encode();
    }

    private static AffinePoint[] baseMultiples() {
        var points = new ArrayList<EdwardsPoint>();
        var first = EdwardsPoint.base();
        for (var quarter = 0; quarter < QUARTERS; quarter++) {
            points.addAll(oddMultiples(first, 1 << (BASE_WIDTH - 2)));
            advance(first);
        }
        return AffinePoint.of(points);
    }

    private static void advance(EdwardsPoint point) {
        for (var i = 1; i < QUARTER_BITS; i++) {
            point.doubleForDoubling();
        }
        point.doubleForAddition();
    }

    /// P, 3P, 5P and so on.
    private static List<EdwardsPoint> oddMultiples(EdwardsPoint point, int count) {
        var twice = new EdwardsPoint();
        twice.set(point);
        twice.doubleForAddition();
        var step = new PreparedPoint(twice);
        var multiples = new ArrayList<EdwardsPoint>(count);
        var multiple = point;
        for (var i = 0; i < count; i++) {
            var next = new EdwardsPoint();
            next.set(multiple);
            if (i > 0) {
                next.addPoint(step, false);
            }
            multiples.add(next);
            multiple = next;
        }
        return multiples;
    }
}
