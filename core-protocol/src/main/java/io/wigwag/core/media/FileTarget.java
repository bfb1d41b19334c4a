package io.wigwag.core.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// A file on disk, written beside its place under another name and moved there when it is proven.
public final class FileTarget implements MediaTarget<Path> {
    private final Path file;
    private Optional<Path> part = Optional.empty();
    private OutputStream stream = OutputStream.nullOutputStream();

    /// A target at a place.
    ///
    /// @param file replaced if it is there
    public FileTarget(Path file) {
        this.file = file;
    }

    @Override
    public OutputStream begin() throws IOException {
        close();
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
        var fresh = Files.createTempFile(folder, ".arriving-", ".part");
        part = Optional.of(fresh);
        stream = Files.newOutputStream(fresh);
        return stream;
    }

    @Override
    public Path release() throws IOException {
        stream.close();
        var written = part.orElseThrow(() -> new IllegalStateException("nothing was begun"));
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        part = Optional.empty();
        return file;
    }

    @Override
    public void close() throws IOException {
        stream.close();
        if (part.isPresent()) {
            Files.deleteIfExists(part.get());
            part = Optional.empty();
        }
    }
}
