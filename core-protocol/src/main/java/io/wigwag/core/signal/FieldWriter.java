package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;

/// Writes a Signal message into an array of exactly its size: the version byte, fields in the order of the calls, room
/// for a code or signature at the end. Sizes are known beforehand, so that nothing is copied twice.
final class FieldWriter {
    static final byte VERSION = 0x33;
    private static final byte KEY_TYPE = 5;

    private final byte[] bytes;
    private int at;

    /// `size` counts the fields; `trailer` bytes stay free behind them.
    FieldWriter(int size, int trailer) {
        bytes = new byte[1 + size + trailer];
        bytes[0] = VERSION;
        at = 1;
    }

    static int numberSize(int value) {
        return 1 + varintSize(value);
    }

    static int bytesSize(int size) {
        return 1 + varintSize(size) + size;
    }

    static int keySize() {
        return bytesSize(PublicKey.TYPED_SIZE);
    }

    FieldWriter number(int field, int value) {
        bytes[at++] = (byte) FieldReader.varintTag(field);
        varint(value);
        return this;
    }

    FieldWriter bytes(int field, byte[] value) {
        bytes[at++] = (byte) FieldReader.bytesTag(field);
        varint(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
        return this;
    }

    FieldWriter key(int field, PublicKey key) {
        bytes[at++] = (byte) FieldReader.bytesTag(field);
        bytes[at++] = PublicKey.TYPED_SIZE;
        bytes[at++] = KEY_TYPE;
        Octets raw = key.octets();
        raw.copyTo(bytes, at);
        at += PublicKey.SIZE;
        return this;
    }

    byte[] done() {
        return bytes;
    }

    private void varint(int value) {
        var rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    private static int varintSize(int value) {
        return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
    }
}
