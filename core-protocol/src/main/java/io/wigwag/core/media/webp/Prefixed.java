package io.wigwag.core.media.webp;

/// A length or a distance as the format has it: a symbol for its magnitude, and bits for the rest.
///
/// ```
/// value 1 2 3 4   5..6  7..8  9..12 ...
/// symbol 0 1 2 3    4     5     6   ...
/// bits   0 0 0 0    1     1     2   ...
/// ```
record Prefixed(int symbol, int rest, int bits) {

    /// @param value from 1 on
    static Prefixed of(int value) {
        var offset = value - 1;
        if (offset < 4) {
            return new Prefixed(offset, 0, 0);
        }
        var highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(offset);
        var bits = highest - 1;
        return new Prefixed(2 * highest + (offset >> bits & 1), offset & ((1 << bits) - 1), bits);
    }
}
