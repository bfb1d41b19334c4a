package io.wigwag.core.signal;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;

/// The mirror of [RecordWriter]: checks every length before it trusts it.
public final class RecordReader {
    private final Octets bytes;
    private int at;

    RecordReader(Octets bytes) {
        this.bytes = bytes;
    }

    /// Checks the version that every record begins with.
    public static RecordReader of(Octets bytes, int version) throws MalformedRecord {
        var reader = new RecordReader(bytes);
        var found = reader.octet();
        if (found != version) {
            throw new MalformedRecord("a record of version " + found + " (expected: " + version + ")");
        }
        return reader;
    }

    public int octet() throws MalformedRecord {
        need(1);
        return bytes.at(at++) & 0xff;
    }

    public int number() throws MalformedRecord {
        var value = wide();
        if (value >>> 32 != 0) {
            throw new MalformedRecord("a number of more than 32 bits");
        }
        return (int) value;
    }

    public long wide() throws MalformedRecord {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            var next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new MalformedRecord("a number has more than ten bytes");
    }

    /// A count of things that take at least `size` bytes each.
    public int count(int most, int size) throws MalformedRecord {
        var count = number();
        if (count < 0 || count > most || (long) count * size > bytes.size() - at) {
            throw new MalformedRecord("a count of " + Integer.toUnsignedLong(count));
        }
        return count;
    }

    public byte[] fixed(int size) throws MalformedRecord {
        need(size);
        at += size;
        return bytes.slice(at - size, at).toArray();
    }

    public Octets sized() throws MalformedRecord {
        var size = count(Integer.MAX_VALUE, 1);
        at += size;
        return bytes.slice(at - size, at);
    }

    public PublicKey publicKey() throws MalformedRecord {
        need(PublicKey.SIZE);
        at += PublicKey.SIZE;
        try {
            return PublicKey.of(bytes.slice(at - PublicKey.SIZE, at));
        } catch (InvalidKey invalid) {
            throw new MalformedRecord(String.valueOf(invalid.getMessage()));
        }
    }

    PrivateKey privateKey() throws MalformedRecord {
        try {
            return PrivateKey.of(fixed(PrivateKey.SIZE));
        } catch (InvalidKey invalid) {
            throw new MalformedRecord(String.valueOf(invalid.getMessage()));
        }
    }

    public KeyPair keyPair() throws MalformedRecord {
        return new KeyPair(publicKey(), privateKey());
    }

    SkippedKeys skipped() throws MalformedRecord {
        return SkippedKeys.ofPacked(fixed(count(SkippedKeys.MOST, SkippedKeys.ENTRY) * SkippedKeys.ENTRY));
    }

    public void end() throws MalformedRecord {
        if (at != bytes.size()) {
            throw new MalformedRecord((bytes.size() - at) + " bytes too many");
        }
    }

    private void need(int size) throws MalformedRecord {
        if (size > bytes.size() - at) {
            throw new MalformedRecord("cut short");
        }
    }
}
