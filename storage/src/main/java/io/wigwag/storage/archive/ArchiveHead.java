package io.wigwag.storage.archive;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// The beginning of an archive, and the keys that follow from it.
///
/// ```
/// archive   head segment*
/// head      "WIGWAGA1" | kind of secret, 1 | iterations, 4 | salt, 32
/// segment   00000000 | salt, 32 | frame*             one for each run of the export
/// frame     size, 4 | AES-256-GCM of a document, size
///
/// key       of a segment: HKDF-Expand(key from the secret, "wigwag archive segment" | number, 4 | its salt)
/// nonce     00000000 | number of the frame in its segment, 8
/// bound     SHA-256 of the head | number of the segment, 4 | tag of the frame before, 16 | size, 4
/// ```
///
/// Each frame is bound to the one before it, so that none can be left out, repeated or put elsewhere; a segment
/// begun by a later run has a key of its own, so that no nonce is used twice.
record ArchiveHead(int kind, int iterations, Octets salt) {
    static final int ITERATIONS = 600_000;
    static final int SALT = 32;
    static final int SIZE = 8 + 1 + 4 + SALT;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final byte[] MAGIC = "WIGWAGA1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEGMENT = "wigwag archive segment".getBytes(StandardCharsets.US_ASCII);

    static ArchiveHead make(ArchiveSecret secret, int iterations, SecureRandom random) {
        return new ArchiveHead(secret.kind(), iterations, salt(random));
    }

    static Octets salt(SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        return Octets.wrap(salt);
    }

    static ArchiveHead read(DataInputStream in, ArchiveSecret secret) throws IOException, ArchiveFailure {
        var bytes = in.readNBytes(SIZE);
        if (bytes.length < SIZE || !Octets.wrap(bytes).startsWith(Octets.wrap(MAGIC))) {
            throw new ArchiveFailure.Damaged("the file is no archive");
        }
        var head = ByteBuffer.wrap(bytes, MAGIC.length, SIZE - MAGIC.length);
        var kind = head.get();
        var iterations = head.getInt();
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new ArchiveFailure.Damaged("the archive's head wants " + iterations + " iterations");
        }
        if (kind != secret.kind()) {
            throw new ArchiveFailure.WrongSecret("the archive was locked with a " + (kind == 1 ? "passphrase" : "key")
                    + ", not with what was given");
        }
        return new ArchiveHead(kind, iterations, Octets.copyOf(bytes, SIZE - SALT, SIZE));
    }

    byte[] toBytes() {
        return ByteBuffer.allocate(SIZE)
                .put(MAGIC)
                .put((byte) kind)
                .putInt(iterations)
                .put(salt.asBuffer())
                .array();
    }

    Octets key(ArchiveSecret secret) {
        return secret.derive(salt, iterations);
    }

    static byte[] segmentKey(Octets archiveKey, int number, Octets salt) {
        var info = ByteBuffer.allocate(SEGMENT.length + 4 + SALT)
                .put(SEGMENT)
                .putInt(number)
                .put(salt.asBuffer());
        return Hkdf.expand(archiveKey.toArray(), info.array(), 32);
    }

    static byte[] nonce(long frame) {
        return ByteBuffer.allocate(AesGcm.NONCE).putInt(0).putLong(frame).array();
    }

    byte[] bound(int segment, Octets tagBefore, int size) {
        return ByteBuffer.allocate(Sha256.SIZE + 4 + AesGcm.TAG + 4)
                .put(Sha256.hash(toBytes()))
                .putInt(segment)
                .put(tagBefore.asBuffer())
                .putInt(size)
                .array();
    }
}
