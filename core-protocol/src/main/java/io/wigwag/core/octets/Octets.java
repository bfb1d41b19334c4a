package io.wigwag.core.octets;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Cipher;

/// Immutable bytes with value equality, possibly a window into a larger array. What a key, a ciphertext or a node's
/// content is passed around as, because Java arrays compare by identity and can be changed by anyone.
///
/// Equality takes the same time wherever two values of one size differ, so that secrets may be compared with it.
/// [#toString()] shows the size and the first bytes of long values only: enough to recognise, too little to leak a key.
public final class Octets {
    public static final Octets EMPTY = new Octets(new byte[0], 0, 0);

    private static final HexFormat HEX = HexFormat.of();
    private static final int SHOWN = 4;

    private final byte[] bytes;
    private final int offset;
    private final int size;
    private int hash;

    private Octets(byte[] bytes, int offset, int size) {
        this.bytes = bytes;
        this.offset = offset;
        this.size = size;
    }

    /// A copy of the whole array.
    public static Octets copyOf(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes.clone(), 0, bytes.length);
    }

    /// A copy of `bytes[from, to)`.
    public static Octets copyOf(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        return from == to ? EMPTY : new Octets(Arrays.copyOfRange(bytes, from, to), 0, to - from);
    }

    /// The array itself, without a copy: the caller promises never to write to it again.
    public static Octets wrap(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Octets(bytes, 0, bytes.length);
    }

    /// A window of `size` bytes into the array itself: the caller promises never to write to it again. A small window
    /// keeps the whole array alive; [#compact()] before storing it for long.
    public static Octets wrap(byte[] bytes, int offset, int size) {
        Objects.checkFromIndexSize(offset, size, bytes.length);
        return size == 0 ? EMPTY : new Octets(bytes, offset, size);
    }

    /// The bytes that a hexadecimal text of either case stands for.
    public static Octets ofHex(CharSequence hex) {
        return wrap(HEX.parseHex(hex));
    }

    public static Octets concat(Octets... parts) {
        var total = 0;
        for (var part : parts) {
            total = Math.addExact(total, part.size);
        }
        var joined = new byte[total];
        var at = 0;
        for (var part : parts) {
            part.copyTo(joined, at);
            at += part.size;
        }
        return wrap(joined);
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public byte at(int index) {
        return bytes[offset + Objects.checkIndex(index, size)];
    }

    /// The window `[from, to)` of this one, without a copy.
    public Octets slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return to - from == size ? this : wrap(bytes, offset + from, to - from);
    }

    /// The same bytes, holding on to no larger array.
    public Octets compact() {
        return size == bytes.length ? this : wrap(toArray());
    }

    public byte[] toArray() {
        return Arrays.copyOfRange(bytes, offset, offset + size);
    }

    public void copyTo(byte[] target, int at) {
        System.arraycopy(bytes, offset, target, at, size);
    }

    /// A read-only view, for digests, ciphers and channels that take buffers.
    public ByteBuffer asBuffer() {
        return ByteBuffer.wrap(bytes, offset, size).slice().asReadOnlyBuffer();
    }

    public InputStream asStream() {
        return new ByteArrayInputStream(bytes, offset, size);
    }

    public boolean startsWith(Octets prefix) {
        return prefix.size <= size && slice(0, prefix.size).equals(prefix);
    }

    public String toHex() {
        return HEX.formatHex(bytes, offset, offset + size);
    }

    /// Adds the bytes to a digest without copying them first.
    public void update(MessageDigest digest) {
        digest.update(bytes, offset, size);
    }

    /// Runs the bytes through a cipher to its end, without copying them first; how many bytes came out.
    public int finish(Cipher cipher, byte[] out, int at) throws GeneralSecurityException {
        return cipher.doFinal(bytes, offset, size, out, at);
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Octets that) || size != that.size) {
            return false;
        }
        if (hash != 0 && that.hash != 0 && hash != that.hash) {
            return false;
        }
        var difference = 0;
        for (var i = 0; i < size; i++) {
            difference |= bytes[offset + i] ^ that.bytes[that.offset + i];
        }
        return difference == 0;
    }

    @Override
    public int hashCode() {
        var known = hash;
        if (known == 0) {
            for (var i = offset; i < offset + size; i++) {
                known = 31 * known + bytes[i];
            }
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return size <= SHOWN
                ? "Octets[" + toHex() + "]"
                : "Octets[" + size + ": " + HEX.formatHex(bytes, offset, offset + SHOWN) + "..]";
    }
}
