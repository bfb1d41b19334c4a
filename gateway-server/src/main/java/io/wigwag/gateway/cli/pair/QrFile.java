package io.wigwag.gateway.cli.pair;

import io.wigwag.core.qr.QrPicture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The code that is on show as a PNG file that only its owner reads. It is there while the code may be scanned and gone
/// afterwards, since it shows a secret.
final class QrFile implements AutoCloseable {
    private static final int PIXELS_PER_MODULE = 8;

    private final Optional<Path> wanted;
    private final Path path;
    private boolean written;
    private boolean closed;

    /// @param wanted where somebody wants to see each code; if nobody does, a file appears only when it must
    QrFile(Optional<Path> wanted, Path temporaryFolder) {
        this.wanted = wanted;
        this.path = wanted.orElse(
                temporaryFolder.resolve("wigwag-code-" + ProcessHandle.current().pid() + ".png"));
    }

    boolean isWanted() {
        return wanted.isPresent();
    }

    Path path() {
        return path.toAbsolutePath();
    }

    /// Puts a code in place of the one before, at once: nobody reads half a picture.
    synchronized void write(QrPicture picture) throws IOException {
        if (closed) {
            return;
        }
        var fresh = path().resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var out = Files.newByteChannel(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly())) {
            var bytes = ByteBuffer.wrap(picture.png(PIXELS_PER_MODULE).toArray());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        Files.move(fresh, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        written = true;
    }

    private FileAttribute<?>[] ownersOnly() {
        var rights = path().getFileSystem().supportedFileAttributeViews().contains("posix");
        return rights
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (written) {
            try {
                Files.deleteIfExists(path());
            } catch (IOException stays) {
                throw new UncheckedIOException(path() + " shows a code and could not be removed", stays);
            }
        }
    }
}
