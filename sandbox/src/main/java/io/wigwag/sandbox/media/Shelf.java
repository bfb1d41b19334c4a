package io.wigwag.sandbox.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Body;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Where bytes lie: small ones in memory until that is full, all others as files of a folder.
public final class Shelf implements AutoCloseable {
    private static final long MEMORY = 64L << 20;
    private static final int LARGEST_IN_MEMORY = 1 << 20;

    private static final String PREFIX = "blob-";

    private final Optional<Path> given;
    private final long memory;
    private final AtomicLong inMemory = new AtomicLong();
    private @Nullable Path folder;

    private Shelf(Optional<Path> given, long memory) {
        this.given = given;
        this.memory = memory;
    }

    /// A folder of its own, made when the first file comes and removed at the end.
    public static Shelf temporary() {
        return new Shelf(Optional.empty(), MEMORY);
    }

    /// A folder that stays. Everything lies there, for memory would not.
    public static Shelf lasting(Path folder) {
        return new Shelf(Optional.of(folder), 0);
    }

    static Shelf withMemory(long memory) {
        return new Shelf(Optional.empty(), memory);
    }

    boolean isLasting() {
        return given.isPresent();
    }

    /// The name of a body's file, where it has one.
    static Optional<String> name(Body body) {
        return body instanceof Body.InFile(var file, var _)
                ? Optional.of(String.valueOf(file.getFileName()))
                : Optional.empty();
    }

    /// The body in a file of that name, if it is there.
    Optional<Body> find(String name) throws IOException {
        var file = given.map(known -> known.resolve(name)).filter(Files::isRegularFile);
        return file.isPresent() ? Optional.of(new Body.InFile(file.get(), Files.size(file.get()))) : Optional.empty();
    }

    /// Removes all files but some: those that an earlier run left half done.
    void keepOnly(Set<String> names) throws IOException {
        if (given.isEmpty() || !Files.isDirectory(given.get())) {
            return;
        }
        try (var files = Files.newDirectoryStream(given.get(), PREFIX + "*")) {
            for (var file : files) {
                if (!names.contains(String.valueOf(file.getFileName()))) {
                    Files.delete(file);
                }
            }
        }
    }

    /// Keeps a body, and takes over the file it may lie in.
    Body take(Body body) throws IOException {
        return switch (body) {
            case Body.InMemory(var bytes) -> keep(bytes);
            case Body.InFile(var file, var size) ->
                safe(new Body.InFile(Files.move(file, free(), StandardCopyOption.REPLACE_EXISTING), size));
        };
    }

    /// On the disk itself, where it has to outlive the process.
    private Body safe(Body.InFile body) throws IOException {
        if (isLasting()) {
            try (var file = FileChannel.open(body.file(), StandardOpenOption.WRITE)) {
                file.force(true);
            }
        }
        return body;
    }

    private Body keep(Octets bytes) throws IOException {
        if (bytes.size() <= LARGEST_IN_MEMORY && inMemory.addAndGet(bytes.size()) <= memory) {
            return new Body.InMemory(bytes.compact());
        }
        if (bytes.size() <= LARGEST_IN_MEMORY) {
            inMemory.addAndGet(-bytes.size());
        }
        var file = free();
        try (var out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            write(out, bytes);
        }
        return safe(new Body.InFile(file, bytes.size()));
    }

    Body copy(Body original) throws IOException {
        return switch (original) {
            case Body.InMemory(var bytes) -> keep(bytes);
            case Body.InFile(var file, var size) ->
                safe(new Body.InFile(Files.copy(file, free(), StandardCopyOption.REPLACE_EXISTING), size));
        };
    }

    /// The first bytes of one body with another behind them, in a file; neither is taken over.
    Body join(Body first, long size, Body second) throws IOException {
        var file = free();
        try (var out = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            append(out, first, size);
            append(out, second, second.size());
        }
        return new Body.InFile(file, size + second.size());
    }

    private static void append(SeekableByteChannel out, Body body, long size) throws IOException {
        switch (body) {
            case Body.InMemory(var bytes) -> write(out, bytes.slice(0, (int) size));
            case Body.InFile(var file, var _) -> {
                try (var in = FileChannel.open(file, StandardOpenOption.READ)) {
                    for (var done = 0L; done < size; ) {
                        done += in.transferTo(done, size - done, out);
                    }
                }
            }
        }
    }

    private static void write(SeekableByteChannel out, Octets bytes) throws IOException {
        var left = bytes.asBuffer();
        while (left.hasRemaining()) {
            out.write(left);
        }
    }

    void discard(Body body) throws IOException {
        switch (body) {
            case Body.InMemory(var bytes) -> inMemory.addAndGet(-bytes.size());
            case Body.InFile(var file, var _) -> Files.deleteIfExists(file);
        }
    }

    /// How much of what is kept lies in memory.
    long inMemory() {
        return inMemory.get();
    }

    private synchronized Path free() throws IOException {
        if (folder == null) {
            folder = given.isPresent()
                    ? Files.createDirectories(given.get())
                    : Files.createTempDirectory("wigwag-sandbox-media-");
        }
        return Files.createTempFile(folder, PREFIX, "");
    }

    @Override
    public synchronized void close() throws IOException {
        if (folder != null && given.isEmpty()) {
            Files.deleteIfExists(folder);
        }
    }
}
