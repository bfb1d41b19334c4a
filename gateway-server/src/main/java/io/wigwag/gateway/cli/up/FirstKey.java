package io.wigwag.gateway.cli.up;

import io.wigwag.gateway.identity.ApiKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// The file with the first key, beside the store, for its owner's eyes: the commands of this machine find it there.
/// Whoever has the key elsewhere may delete the file; the key goes on to hold.
record FirstKey(Path file) {
    private static final String NAME = "first-key";
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    static FirstKey in(Path folder) {
        return new FirstKey(folder.resolve(NAME));
    }

    /// On disk when it returns. One from a start that came to nothing goes.
    void write(ApiKey key) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        try (var channel = FileChannel.open(file, FRESH, ownersOnly())) {
            var bytes = ByteBuffer.wrap((key.text() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    boolean isThere() {
        return Files.exists(file);
    }

    private FileAttribute<?>[] ownersOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
