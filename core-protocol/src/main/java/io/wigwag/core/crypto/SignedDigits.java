package io.wigwag.core.crypto;

/// A public scalar written with few odd digits of either sign: at most one digit in any `width` neighbouring places is
/// not zero, which is what makes a verification short. Its time depends on the scalar, so no secret may come here.
final class SignedDigits {
    private static final int PLACES = 256;

    private SignedDigits() {}

    /// `scalar` is below 2^254, so the digits fit into 256 places.
    static byte[] of(byte[] scalar, int width) {
        var digits = new byte[PLACES];
        var window = (1 << width) - 1;
        var carry = 0;
        var place = 0;
        while (place < PLACES) {
            var bits = bitsAt(scalar, place, window) + carry;
            if ((bits & 1) == 0) {
                // An even sum has the carry to pass on only if it was an odd number plus one.
                place++;
                continue;
            }
            carry = bits >> (width - 1) & 1;
            digits[place] = (byte) (bits - (carry << width));
            place += width;
        }
        return digits;
    }

    private static int bitsAt(byte[] scalar, int place, int window) {
        var at = place >> 3;
        var bits = 0;
        for (var i = 0; i < 3 && at + i < scalar.length; i++) {
            bits |= (scalar[at + i] & 0xff) << (8 * i);
        }
        return bits >> (place & 7) & window;
    }
}
