package io.wigwag.storage.archive;

import io.wigwag.core.octets.Octets;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// An archive's frames with their meaning, from the first on.
final class ArchiveReader implements Closeable {
    private final DataInputStream in;
    private final FrameReader frames;
    private final ArchiveHead head;
    private final Octets key;
    private final ArchiveFrame.Contents contents;

    private ArchiveReader(DataInputStream in, ArchiveSecret secret) throws IOException, ArchiveFailure {
        this.in = in;
        this.head = ArchiveHead.read(in, secret);
        this.key = head.key(secret);
        this.frames = new FrameReader(head, key, in);
        var first = next();
        if (first.isEmpty() || !(first.get() instanceof ArchiveFrame.Contents found)) {
            throw new ArchiveFailure.Unfinished();
        }
        this.contents = found;
    }

    static ArchiveReader open(Path file, ArchiveSecret secret) throws IOException, ArchiveFailure {
        var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        try {
            return new ArchiveReader(in, secret);
        } catch (IOException | ArchiveFailure e) {
            in.close();
            throw e;
        }
    }

    ArchiveFrame.Contents contents() {
        return contents;
    }

    /// Empty where the file ends, whether or not the archive does.
    Optional<ArchiveFrame> next() throws IOException, ArchiveFailure {
        var frame = frames.next();
        return frame.isPresent() ? Optional.of(ArchiveFrame.read(frame.get())) : Optional.empty();
    }

    FrameReader frames() {
        return frames;
    }

    ArchiveHead head() {
        return head;
    }

    Octets key() {
        return key;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
