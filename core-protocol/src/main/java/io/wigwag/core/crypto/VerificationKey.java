package io.wigwag.core.crypto;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A public key made ready for checking signatures. The first check works with a few multiples of A and 253 doublings;
/// a key that comes again (a sender key, a root of trust) is prepared further, with multiples of A times 2^64, 2^128
/// and 2^192, and then needs 64 doublings. So a key used once pays for nothing that it does not use.
///
/// Only public values come here, so that the time may depend on them. Threads may share a key: each of them finds the
/// same multiples, made by whoever came first.
final class VerificationKey {
    private static final int QUARTERS = 4;
    private static final int QUARTER_BITS = 64;
    private static final int KEY_WIDTH = 5;
    private static final int BASE_WIDTH = 7;
    private static final AffinePoint[] BASE = baseMultiples();
    private static final int BASE_ROW = 1 << (BASE_WIDTH - 2);

    /// Never changed once here.
    private final EdwardsPoint point;
    private final byte[] encoded;
    /// The odd multiples of A, and behind them those of the other quarters from the second check on.
    private volatile PreparedPoint[][] multiples;
    private boolean usedBefore;

    /// `point` is the one with even x, and the caller's no more.
    private VerificationKey(EdwardsPoint point) {
        this.point = point;
        encoded = point.encode();
        multiples = new PreparedPoint[][] {prepared(point)};
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
        if (!usedBefore) {
            usedBefore = true;
            return combineOnce(baseDigits, keyDigits, odd);
        }
        var quarters = multiples;
        if (quarters.length == 1) {
            quarters = allQuarters();
            multiples = quarters;
        }
        var sum = new EdwardsPoint();
        for (var bit = QUARTER_BITS - 1; bit >= 0; bit--) {
            sum.doubleForAddition();
            for (var quarter = 0; quarter < QUARTERS; quarter++) {
                addKey(sum, quarters[quarter], keyDigits[quarter * QUARTER_BITS + bit], odd);
                addBase(sum, quarter, baseDigits[quarter * QUARTER_BITS + bit]);
            }
        }
        return sum.encode();
    }

    private byte[] combineOnce(byte[] baseDigits, byte[] keyDigits, boolean odd) {
        var own = multiples[0];
        var sum = new EdwardsPoint();
        for (var bit = QUARTERS * QUARTER_BITS - 1; bit >= 0; bit--) {
            if ((keyDigits[bit] | baseDigits[bit]) == 0) {
                sum.doubleForDoubling();
            } else {
                sum.doubleForAddition();
                addKey(sum, own, keyDigits[bit], odd);
                addBase(sum, 0, baseDigits[bit]);
            }
        }
        return sum.encode();
    }

    /// Subtracts `digit` times the key.
    private static void addKey(EdwardsPoint sum, PreparedPoint[] odds, int digit, boolean odd) {
        if (digit != 0) {
            sum.addPoint(odds[Math.abs(digit) >> 1], digit > 0 != odd);
        }
    }

    private static void addBase(EdwardsPoint sum, int quarter, int digit) {
        if (digit != 0) {
            var multiple = BASE[quarter * BASE_ROW + (Math.abs(digit) >> 1)];
            sum.addAffine(multiple.yPlusX, multiple.yMinusX, multiple.twiceDxy, digit < 0);
        }
    }

    private PreparedPoint[][] allQuarters() {
        var all = new PreparedPoint[QUARTERS][];
        all[0] = multiples[0];
        var moving = new EdwardsPoint();
        moving.set(point);
        for (var quarter = 1; quarter < QUARTERS; quarter++) {
            advance(moving);
            all[quarter] = prepared(moving);
        }
        return all;
    }

    private static PreparedPoint[] prepared(EdwardsPoint point) {
        return oddMultiples(point, 1 << (KEY_WIDTH - 2)).stream()
                .map(PreparedPoint::new)
                .toArray(PreparedPoint[]::new);
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
