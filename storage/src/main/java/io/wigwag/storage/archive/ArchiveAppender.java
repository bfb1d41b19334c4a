package io.wigwag.storage.archive;

import io.wigwag.storage.seal.LookupKeys.LookupKey;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An archive file being written: from its beginning, or behind its last whole frame. Owns the file until closed.
final class ArchiveAppender implements Closeable {
    private final FileChannel file;
    private final DataOutputStream out;
    private final FrameWriter frames;
    private final Progress progress;

    /// Up to where an archive has come.
    private static final class Progress {
        private String collection = "";
        private Optional<ArchivedRecord> last = Optional.empty();
        private long records;
        private boolean finished;

        void saw(ArchiveFrame frame) {
            switch (frame) {
                case ArchiveFrame.Records(var name, var found) -> {
                    collection = name;
                    last = Optional.of(found.getLast());
                    records += found.size();
                }
                case ArchiveFrame.End _ -> finished = true;
                case ArchiveFrame.Contents _, ArchiveFrame.Keys _ -> finished = false;
            }
        }
    }

    private ArchiveAppender(FileChannel file, DataOutputStream out, FrameWriter frames, Progress progress) {
        this.file = file;
        this.out = out;
        this.frames = frames;
        this.progress = progress;
    }

    static ArchiveAppender create(
            Path path, ArchiveFrame.Contents contents, ArchiveSecret secret, int iterations, SecureRandom random)
            throws IOException {
        var head = ArchiveHead.make(secret, iterations, random);
        var file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            var out = stream(file);
            out.write(head.toBytes());
            var frames = new FrameWriter(head, head.key(secret), out, 0, FrameReader.NO_TAG, ArchiveHead.salt(random));
            frames.write(ArchiveFrame.write(contents));
            return new ArchiveAppender(file, out, frames, new Progress());
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Reads what is there, cuts off what is not whole, and goes on.
    static ArchiveAppender resume(Path path, ArchiveFrame.Contents contents, ArchiveSecret secret, SecureRandom random)
            throws IOException, ArchiveFailure {
        var progress = new Progress();
        try (var reader = ArchiveReader.open(path, secret)) {
            if (!reader.contents().extent().equals(contents.extent())
                    || !reader.contents().collections().equals(contents.collections())) {
                throw new ArchiveFailure.Conflict("the file is an archive of something else");
            }
            var frame = reader.next();
            while (frame.isPresent()) {
                progress.saw(frame.get());
                frame = reader.next();
            }
            var file = FileChannel.open(path, StandardOpenOption.WRITE);
            try {
                var out = stream(file);
                file.truncate(reader.frames().good());
                file.position(reader.frames().good());
                return new ArchiveAppender(file, out, segment(reader, out, random), progress);
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }
    }

    private static FrameWriter segment(ArchiveReader reader, DataOutputStream out, SecureRandom random) {
        var frames = reader.frames();
        return new FrameWriter(
                reader.head(), reader.key(), out, frames.nextSegment(), frames.tag(), ArchiveHead.salt(random));
    }

    private static DataOutputStream stream(FileChannel file) {
        return new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
    }

    boolean isFinished() {
        return progress.finished;
    }

    long records() {
        return progress.records;
    }

    /// Whether this collection was done before a later one was begun.
    boolean isBehind(String collection) {
        return collection.compareTo(progress.collection) < 0;
    }

    /// The last record that is in the archive, if it is of this collection.
    Optional<ArchivedRecord> last(String collection) {
        return collection.equals(progress.collection) ? progress.last : Optional.empty();
    }

    void append(String collection, List<ArchivedRecord> records) throws IOException {
        if (!records.isEmpty()) {
            write(new ArchiveFrame.Records(collection, records));
        }
    }

    void append(List<LookupKey> keys) throws IOException {
        if (!keys.isEmpty()) {
            write(new ArchiveFrame.Keys(keys));
        }
    }

    void finish() throws IOException {
        write(new ArchiveFrame.End(progress.records));
        out.flush();
        file.force(true);
    }

    private void write(ArchiveFrame frame) throws IOException {
        frames.write(ArchiveFrame.write(frame));
        progress.saw(frame);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
