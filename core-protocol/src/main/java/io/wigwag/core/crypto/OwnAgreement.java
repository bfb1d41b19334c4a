package io.wigwag.core.crypto;

import static io.wigwag.core.crypto.Field25519.add;
import static io.wigwag.core.crypto.Field25519.multiply;
import static io.wigwag.core.crypto.Field25519.square;
import static io.wigwag.core.crypto.Field25519.subtract;

/// X25519 by our own arithmetic: the ladder of RFC 7748, which does the same for every bit.
final class OwnAgreement implements Agreement {
    private static final long A24 = 121665;

    @Override
    public String name() {
        return "own";
    }

    @Override
    public byte[] agree(byte[] scalar, byte[] u) {
        long[] x1 = Field25519.zero();
        Field25519.decode(x1, u, 0);
        var x2 = Field25519.small(1);
        var z2 = Field25519.zero();
        long[] x3 = x1.clone();
        var z3 = Field25519.small(1);
        long[] a = Field25519.zero();
        long[] b = Field25519.zero();
        long[] c = Field25519.zero();
        long[] d = Field25519.zero();
        var swapped = 0L;
        for (var bit = 254; bit >= 0; bit--) {
            var mask = -(long) (scalar[bit >> 3] >> (bit & 7) & 1);
            Field25519.swap(swapped ^ mask, x2, x3);
            Field25519.swap(swapped ^ mask, z2, z3);
            swapped = mask;
            subtract(c, x3, z3);
            add(d, x3, z3);
            add(a, x2, z2);
            subtract(b, x2, z2);
            multiply(c, c, a);
            multiply(d, d, b);
            add(x3, c, d);
            square(x3, x3);
            subtract(c, c, d);
            square(c, c);
            multiply(z3, c, x1);
            square(a, a);
            square(b, b);
            multiply(x2, a, b);
            subtract(b, a, b);
            Field25519.multiplySmall(d, b, A24);
            add(d, d, a);
            multiply(z2, b, d);
        }
        Field25519.swap(swapped, x2, x3);
        Field25519.swap(swapped, z2, z3);
        Field25519.invert(z2, z2);
        multiply(x2, x2, z2);
        var shared = new byte[32];
        Field25519.encode(shared, 0, x2);
        return shared;
    }
}
