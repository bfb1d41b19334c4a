package io.wigwag.storage.archive;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentBytes;
import java.io.DataOutputStream;
import java.io.IOException;

/// Writes the frames of one segment.
final class FrameWriter {
    private final ArchiveHead head;
    private final DataOutputStream out;
    private final int segment;
    private final byte[] key;
    private final Octets salt;
    private Octets tag;
    private long frames;

    /// A segment behind a frame with this tag; it begins in the file with its first frame.
    FrameWriter(ArchiveHead head, Octets archiveKey, DataOutputStream out, int segment, Octets tag, Octets salt) {
        this.head = head;
        this.out = out;
        this.segment = segment;
        this.tag = tag;
        this.key = ArchiveHead.segmentKey(archiveKey, segment, salt);
        this.salt = salt;
    }

    void write(Document frame) throws IOException {
        var plain = DocumentBytes.write(frame).toArray();
        var size = plain.length + AesGcm.TAG;
        if (size > FrameReader.LARGEST) {
            throw new IOException("a frame of " + size + " bytes");
        }
        if (frames == 0) {
            out.writeInt(0);
            out.write(salt.toArray());
        }
        var sealed = AesGcm.seal(key, ArchiveHead.nonce(frames++), head.bound(segment, tag, size), plain);
        tag = Octets.copyOf(sealed, sealed.length - AesGcm.TAG, sealed.length);
        out.writeInt(size);
        out.write(sealed);
    }
}
