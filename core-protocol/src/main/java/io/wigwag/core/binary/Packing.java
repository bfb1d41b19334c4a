package io.wigwag.core.binary;

/// Two characters in a byte: digits with hyphen and dot (nibbles), or upper-case hexadecimal digits. Tables instead of
/// comparisons, because most ids, numbers and addresses pass here.
final class Packing {
    static final int NIBBLE = 1;
    static final int HEX = 2;
    static final int ASCII = 4;
    static final int ANY = NIBBLE | HEX | ASCII;

    /// What the low half of the last byte holds where the number of characters is odd.
    static final int PAD = 0xF;

    /// For a byte that is not two decimal digits, in [#DECIMALS].
    static final byte NOT_DECIMAL = -1;

    /// The value of two decimal digits in a byte.
    static final byte[] DECIMALS = new byte[256];
    /// The byte of two decimal digits.
    static final byte[] PAIRS = new byte[100];

    private static final byte[] KINDS = new byte[128];
    private static final byte[] VALUES = new byte[128];
    private static final byte[] NIBBLES = alphabet("0123456789-.");
    private static final byte[] HEXES = alphabet("0123456789ABCDEF");

    static {
        for (var c = 0; c < 128; c++) {
            var nibble = "0123456789-.".indexOf(c);
            var hex = "0123456789ABCDEF".indexOf(c);
            KINDS[c] = (byte) (ASCII | (nibble < 0 ? 0 : NIBBLE) | (hex < 0 ? 0 : HEX));
            VALUES[c] = (byte) Math.max(nibble, hex);
        }
        for (var b = 0; b < 256; b++) {
            var decimal = (b >> 4) < 10 && (b & 15) < 10;
            DECIMALS[b] = decimal ? (byte) ((b >> 4) * 10 + (b & 15)) : NOT_DECIMAL;
        }
        for (var pair = 0; pair < 100; pair++) {
            PAIRS[pair] = (byte) (((pair / 10) << 4) | (pair % 10));
        }
    }

    private Packing() {}

    private static byte[] alphabet(String characters) {
        var alphabet = new byte[16];
        for (var i = 0; i < characters.length(); i++) {
            alphabet[i] = (byte) characters.charAt(i);
        }
        return alphabet;
    }

    /// The forms that a text could take, as a set of bits.
    static int kinds(String text) {
        var kinds = ANY;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 128) {
                return 0;
            }
            kinds &= KINDS[c];
        }
        return kinds;
    }

    /// Writes a text of one of the two packed kinds, without a header; answers where it ends.
    static int pack(String text, byte[] target, int at) {
        var size = text.length();
        var even = size & ~1;
        for (var i = 0; i < even; i += 2) {
            target[at++] = (byte) ((VALUES[text.charAt(i)] << 4) | VALUES[text.charAt(i + 1)]);
        }
        if (even != size) {
            target[at++] = (byte) ((VALUES[text.charAt(even)] << 4) | PAD);
        }
        return at;
    }

    /// Writes the characters of packed bytes; answers whether all of them are ones. `characters` may be odd: the last
    /// half of a byte is then not looked at, for others pad with what they like.
    static boolean unpack(boolean hex, byte[] source, int from, int characters, byte[] target) {
        var alphabet = hex ? HEXES : NIBBLES;
        var even = characters & ~1;
        for (var i = 0; i < even; i += 2) {
            var both = source[from++];
            var high = alphabet[(both >> 4) & 15];
            var low = alphabet[both & 15];
            if (high == 0 || low == 0) {
                return false;
            }
            target[i] = high;
            target[i + 1] = low;
        }
        if (even != characters) {
            target[even] = alphabet[(source[from] >> 4) & 15];
            return target[even] != 0;
        }
        return true;
    }
}
