package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.Arrays;

/// Builds a stored record: fixed-size keys as they are, numbers as varints, everything in a fixed order, so that there
/// are no names and hardly any lengths to pay for.
public final class RecordWriter {
    private byte[] bytes;
    private int at;

    public RecordWriter(int expectedSize) {
        bytes = new byte[expectedSize];
    }

    public RecordWriter octet(int value) {
        ensure(1);
        bytes[at++] = (byte) value;
        return this;
    }

    public RecordWriter number(int value) {
        return wide(Integer.toUnsignedLong(value));
    }

    public RecordWriter wide(long value) {
        ensure(10);
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return this;
    }

    public RecordWriter fixed(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
        return this;
    }

    public RecordWriter fixed(Octets value) {
        ensure(value.size());
        value.copyTo(bytes, at);
        at += value.size();
        return this;
    }

    public RecordWriter key(PublicKey key) {
        return fixed(key.octets());
    }

    public RecordWriter sized(Octets value) {
        return number(value.size()).fixed(value);
    }

    RecordWriter skipped(SkippedKeys keys) {
        return number(keys.size()).fixed(keys.packed());
    }

    public Octets done() {
        return Octets.wrap(at == bytes.length ? bytes : Arrays.copyOf(bytes, at));
    }

    private void ensure(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
        }
    }
}
