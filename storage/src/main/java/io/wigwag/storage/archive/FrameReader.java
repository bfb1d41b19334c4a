package io.wigwag.storage.archive;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentBytes;
import io.wigwag.storage.document.MalformedDocument;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Optional;

/// Reads the frames of all segments, and knows up to where the file is good.
final class FrameReader {
    static final int LARGEST = 64 << 20;
    static final Octets NO_TAG = Octets.wrap(new byte[AesGcm.TAG]);

    private final ArchiveHead head;
    private final Octets archiveKey;
    private final DataInputStream in;
    private byte[] key = new byte[0];
    private int segment = -1;
    private long frames;
    private Octets tag = NO_TAG;
    private long at = ArchiveHead.SIZE;
    private long good = ArchiveHead.SIZE;
    private int goodSegment = -1;

    FrameReader(ArchiveHead head, Octets archiveKey, DataInputStream in) {
        this.head = head;
        this.archiveKey = archiveKey;
        this.in = in;
    }

    /// The next frame; empty at the end of the file, also in the middle of a frame.
    Optional<Document> next() throws IOException, ArchiveFailure {
        while (true) {
            var announced = in.readNBytes(4);
            if (announced.length < 4) {
                return Optional.empty();
            }
            at += 4;
            var size = Octets.wrap(announced).asBuffer().getInt();
            if (size == 0) {
                var salt = in.readNBytes(ArchiveHead.SALT);
                if (salt.length < ArchiveHead.SALT) {
                    return Optional.empty();
                }
                at += salt.length;
                segment++;
                frames = 0;
                key = ArchiveHead.segmentKey(archiveKey, segment, Octets.wrap(salt));
            } else {
                return frame(size);
            }
        }
    }

    private Optional<Document> frame(int size) throws IOException, ArchiveFailure {
        if (size < AesGcm.TAG || size > LARGEST || segment < 0) {
            throw new ArchiveFailure.Damaged("no frame has " + size + " bytes at byte " + at);
        }
        var sealed = in.readNBytes(size);
        if (sealed.length < size) {
            return Optional.empty();
        }
        try {
            var plain = AesGcm.open(key, ArchiveHead.nonce(frames), head.bound(segment, tag, size), sealed);
            var document = DocumentBytes.readDocument(Octets.wrap(plain));
            frames++;
            tag = Octets.copyOf(sealed, size - AesGcm.TAG, size);
            at += size;
            good = at;
            goodSegment = segment;
            return Optional.of(document);
        } catch (DecryptionFailed e) {
            if (good == ArchiveHead.SIZE) {
                throw new ArchiveFailure.WrongSecret("the secret is not the archive's, or its beginning was changed");
            }
            throw new ArchiveFailure.Damaged("the archive was changed at byte " + at);
        } catch (MalformedDocument e) {
            throw new ArchiveFailure.Damaged("the frame at byte " + at + " does not read");
        }
    }

    /// The end of the last frame that was read.
    long good() {
        return good;
    }

    /// The tag of that frame.
    Octets tag() {
        return tag;
    }

    /// The number that a segment behind that frame has.
    int nextSegment() {
        return goodSegment + 1;
    }
}
