package io.wigwag.core.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/// Arithmetic modulo the order q of the base point, on 32-bit words in longs. Nothing branches or indexes on a value,
/// because nonces and private keys pass through here.
final class Scalar25519 {
    static final BigInteger ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private static final long WORD = 0xffff_ffffL;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] Q = words(ORDER, 9);
    /// floor(2^512 / q): Barrett's constant, which turns the division into two multiplications.
    private static final long[] RECIPROCAL = words(BigInteger.TWO.pow(512).divide(ORDER), 9);

    private Scalar25519() {}

    /// A 64-byte little-endian number, reduced to 32 bytes.
    static byte[] reduce(byte[] wide) {
        var words = new long[16];
        for (var i = 0; i < 16; i++) {
            words[i] = word(wide, i);
        }
        return reduce(words);
    }

    /// `(a * b + c) mod q` for numbers of 32 bytes each.
    static byte[] multiplyAdd(byte[] a, byte[] b, byte[] c) {
        var sum = new long[16];
        for (var i = 0; i < 8; i++) {
            sum[i] = word(c, i);
        }
        for (var i = 0; i < 8; i++) {
            var factor = word(a, i);
            var carry = 0L;
            for (var j = 0; j < 8; j++) {
                carry += factor * word(b, j) + sum[i + j];
                sum[i + j] = carry & WORD;
                carry >>>= 32;
            }
            // The rows above c's words are empty so far, or hold the carry of the row before: no overflow.
            for (var k = i + 8; k < 16; k++) {
                carry += sum[k];
                sum[k] = carry & WORD;
                carry >>>= 32;
            }
        }
        return reduce(sum);
    }

    private static byte[] reduce(long[] wide) {
        // Barrett's estimate of the quotient is short by at most two.
        var product = new long[18];
        for (var i = 0; i < 9; i++) {
            var carry = 0L;
            for (var j = 0; j < 9; j++) {
                carry += wide[i + 7] * RECIPROCAL[j] + product[i + j];
                product[i + j] = carry & WORD;
                carry >>>= 32;
            }
            product[i + 9] = carry;
        }
        var back = new long[9];
        for (var i = 0; i < 9; i++) {
            var carry = 0L;
            for (var j = 0; i + j < 9; j++) {
                carry += product[i + 9] * Q[j] + back[i + j];
                back[i + j] = carry & WORD;
                carry >>>= 32;
            }
        }
        var rest = new long[9];
        var borrow = 0L;
        for (var i = 0; i < 9; i++) {
            borrow += wide[i] - back[i];
            rest[i] = borrow & WORD;
            borrow >>= 32;
        }
        subtractOrderIfNotBelow(rest);
        subtractOrderIfNotBelow(rest);
        var out = new byte[32];
        for (var i = 0; i < 8; i++) {
            INTS.set(out, 4 * i, (int) rest[i]);
        }
        return out;
    }

    private static void subtractOrderIfNotBelow(long[] rest) {
        var less = new long[9];
        var borrow = 0L;
        for (var i = 0; i < 9; i++) {
            borrow += rest[i] - Q[i];
            less[i] = borrow & WORD;
            borrow >>= 32;
        }
        // borrow is -1 when rest was below q, else 0: keep one or the other without a branch.
        for (var i = 0; i < 9; i++) {
            rest[i] = (rest[i] & borrow) | (less[i] & ~borrow);
        }
    }

    private static long word(byte[] bytes, int index) {
        return (int) INTS.get(bytes, 4 * index) & WORD;
    }

    private static long[] words(BigInteger value, int count) {
        var words = new long[count];
        for (var i = 0; i < count; i++) {
            words[i] = value.shiftRight(32 * i).longValue() & WORD;
        }
        return words;
    }
}
