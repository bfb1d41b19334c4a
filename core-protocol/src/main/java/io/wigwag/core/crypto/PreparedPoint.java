package io.wigwag.core.crypto;

/// A point in the form in which it is added most cheaply; never changed once made.
final class PreparedPoint {
    final long[] yPlusX = Field25519.zero();
    final long[] yMinusX = Field25519.zero();
    final long[] twiceZ = Field25519.zero();
    final long[] twiceDt = Field25519.zero();

    PreparedPoint(EdwardsPoint point) {
        Field25519.add(yPlusX, point.y, point.x);
        Field25519.subtract(yMinusX, point.y, point.x);
        Field25519.add(twiceZ, point.z, point.z);
        Field25519.multiply(twiceDt, point.t, EdwardsPoint.TWICE_D);
    }
}
