package io.wigwag.core.crypto;

import org.bouncycastle.math.ec.rfc7748.X25519;

/// X25519 by BouncyCastle's lightweight classes.
final class BouncyCastleAgreement implements Agreement {
    @Override
    public String name() {
        return "bouncycastle";
    }

    @Override
    public byte[] agree(byte[] scalar, byte[] u) {
        var shared = new byte[X25519.POINT_SIZE];
        X25519.scalarMult(scalar, 0, u, 0, shared, 0);
        return shared;
    }
}
