package io.wigwag.core.signal;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import java.util.Arrays;

/// Reads the few protobuf fields of a Signal message out of a byte array: varints and byte strings, anything else is
/// skipped. By hand because the generated classes copy every field and cost a third of a symmetric step.
final class FieldReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final int end;
    private int at;
    private int tag;

    FieldReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /// The tag of the next field, or 0 at the end.
    int next() throws SignalFailure.Malformed {
        if (at == end) {
            return 0;
        }
        tag = (int) varint();
        if (tag >>> 3 == 0) {
            throw new SignalFailure.Malformed("a field has number 0");
        }
        return tag;
    }

    static int varintTag(int field) {
        return field << 3;
    }

    static int bytesTag(int field) {
        return field << 3 | LENGTH_DELIMITED;
    }

    /// The value of 32 bits; more are cut off, as protobuf does.
    int number() throws SignalFailure.Malformed {
        return (int) varint();
    }

    byte[] bytes() throws SignalFailure.Malformed {
        var size = size();
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    PublicKey publicKey() throws SignalFailure {
        try {
            return PublicKey.ofTyped(bytes());
        } catch (InvalidKey invalid) {
            throw new SignalFailure.BadKey(String.valueOf(invalid.getMessage()));
        }
    }

    void skip() throws SignalFailure.Malformed {
        switch (tag & 7) {
            case VARINT -> varint();
            case FIXED64 -> advance(8);
            case LENGTH_DELIMITED -> advance(size());
            case FIXED32 -> advance(4);
            default -> throw new SignalFailure.Malformed("a field has wire type " + (tag & 7));
        }
    }

    private void advance(int size) throws SignalFailure.Malformed {
        if (size > end - at) {
            throw new SignalFailure.Malformed("a field is cut short");
        }
        at += size;
    }

    private int size() throws SignalFailure.Malformed {
        var size = varint();
        if (size < 0 || size > end - at) {
            throw new SignalFailure.Malformed("a field of " + size + " bytes where " + (end - at) + " are left");
        }
        return (int) size;
    }

    private long varint() throws SignalFailure.Malformed {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            if (at == end) {
                throw new SignalFailure.Malformed("a number is cut short");
            }
            var next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new SignalFailure.Malformed("a number has more than ten bytes");
    }
}
