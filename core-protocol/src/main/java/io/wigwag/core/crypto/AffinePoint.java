package io.wigwag.core.crypto;

import java.util.List;

/// A point with z = 1, prepared for additions: the form of the base point's multiples, of which there are many.
final class AffinePoint {
    final long[] yPlusX = Field25519.zero();
    final long[] yMinusX = Field25519.zero();
    final long[] twiceDxy = Field25519.zero();

    private AffinePoint() {}

    /// All points at the price of one inversion: the products of all z before and after each one are multiplied.
    static AffinePoint[] of(List<EdwardsPoint> points) {
        var count = points.size();
        var before = new long[count][];
        var product = Field25519.small(1);
        for (var i = 0; i < count; i++) {
            before[i] = product.clone();
            Field25519.multiply(product, product, points.get(i).z);
        }
        Field25519.invert(product, product);
        var affine = new AffinePoint[count];
        for (var i = count - 1; i >= 0; i--) {
            var point = points.get(i);
            long[] inverse = Field25519.zero();
            Field25519.multiply(inverse, product, before[i]);
            Field25519.multiply(product, product, point.z);
            affine[i] = of(point, inverse);
        }
        return affine;
    }

    private static AffinePoint of(EdwardsPoint point, long[] inverseOfZ) {
        long[] x = Field25519.zero();
        long[] y = Field25519.zero();
        Field25519.multiply(x, point.x, inverseOfZ);
        Field25519.multiply(y, point.y, inverseOfZ);
        var made = new AffinePoint();
        Field25519.add(made.yPlusX, y, x);
        Field25519.subtract(made.yMinusX, y, x);
        Field25519.multiply(made.twiceDxy, x, y);
        Field25519.multiply(made.twiceDxy, made.twiceDxy, EdwardsPoint.TWICE_D);
        return made;
    }
}
