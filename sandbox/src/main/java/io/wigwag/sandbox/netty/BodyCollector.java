package io.wigwag.sandbox.netty;

import io.netty.buffer.ByteBuf;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Body;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Gathers a request's body: in memory while it is small, from then on in a file.
final class BodyCollector {
    private static final int IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private long size;
    private @Nullable Path file;
    private @Nullable OutputStream toFile;

    /// False when it is too large.
    boolean add(ByteBuf bytes, long largest) throws IOException {
        size += bytes.readableBytes();
        if (size > largest) {
            return false;
        }
        if (toFile == null && size > IN_MEMORY) {
            file = Files.createTempFile("wigwag-sandbox-", ".body");
            toFile = Files.newOutputStream(file);
            memory.writeTo(toFile);
            memory.reset();
        }
        bytes.readBytes(toFile == null ? memory : toFile, bytes.readableBytes());
        return true;
    }

    Body finish() throws IOException {
        if (toFile == null || file == null) {
            return new Body.InMemory(Octets.wrap(memory.toByteArray()));
        }
        toFile.close();
        return new Body.InFile(file, size);
    }

    /// Removes the file, unless somebody has moved it to a better place.
    void discard() {
        try {
            if (toFile != null && file != null) {
                toFile.close();
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
