package io.wigwag.sandbox.state;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The file behind a [Ledger]: entries one after the other, the newest of a key counts. Each is
///
/// ```
/// size 4 | CRC-32 of what follows 4 | JSON [section, key, entry or null]
/// ```
///
/// so that an end which a crash cut off is seen and left out. It is written anew, without what is out of date, at every
/// start.
final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST = 64 << 20;
    private static final int HEAD = 2 * Integer.BYTES;

    private final FileChannel channel;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /// What a file holds: by section, then by key.
    static Map<String, SortedMap<String, ObjectNode>> read(Path file) throws IOException {
        var kept = new TreeMap<String, SortedMap<String, ObjectNode>>();
        if (Files.exists(file)) {
            var _ = read(file, kept);
        }
        return kept;
    }

    /// The same for a world that goes on. What stands behind the last whole entry can't be gone on with: usually that
    /// is where a killed run stopped writing. In case it is more, the file is kept as it was, too.
    static Map<String, SortedMap<String, ObjectNode>> recover(Path file) throws IOException {
        var kept = new TreeMap<String, SortedMap<String, ObjectNode>>();
        if (Files.exists(file)) {
            var lost = Files.size(file) - read(file, kept);
            if (lost > 0) {
                var aside = file.resolveSibling(file.getFileName() + ".cut");
                Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
                LOG.warn(
                        "{}: the last {} bytes are no whole entry and left out; as it was it is {}", file, lost, aside);
            }
        }
        return kept;
    }

    /// Answers with the number of bytes up to the end of the last whole entry.
    private static long read(Path file, Map<String, SortedMap<String, ObjectNode>> kept) throws IOException {
        var whole = 0L;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (true) {
                var size = in.readInt();
                var sum = in.readInt();
                if (size <= 0 || size > LARGEST) {
                    return whole;
                }
                var bytes = in.readNBytes(size);
                if (bytes.length < size || sum != sum(bytes)) {
                    return whole;
                }
                take(kept, bytes);
                whole += HEAD + size;
            }
        } catch (EOFException end) {
            return whole;
        }
    }

    private static void take(Map<String, SortedMap<String, ObjectNode>> kept, byte[] bytes) {
        var line = JSON.readTree(bytes);
        var entries = kept.computeIfAbsent(line.get(0).asString(), _ -> new TreeMap<>());
        var key = line.get(1).asString();
        if (line.get(2) instanceof ObjectNode entry) {
            entries.put(key, entry);
        } else {
            entries.remove(key);
        }
    }

    /// Writes a file anew with what is kept, and goes on at its end.
    static Journal begin(Path file, Map<String, SortedMap<String, ObjectNode>> kept) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var journal = new Journal(FileChannel.open(fresh, StandardOpenOption.WRITE))) {
            for (var section : kept.entrySet()) {
                for (var entry : section.getValue().entrySet()) {
                    journal.write(section.getKey(), entry.getKey(), Optional.of(entry.getValue()));
                }
            }
            journal.force();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Journal(FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
    }

    void write(String section, String key, Optional<ObjectNode> entry) throws IOException {
        var line = JSON.createArrayNode().add(section).add(key);
        entry.ifPresentOrElse(line::add, line::addNull);
        var bytes = JSON.writeValueAsBytes(line);
        var record = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(record)) {
            out.writeInt(bytes.length);
            out.writeInt(sum(bytes));
            out.write(bytes);
        }
        var buffer = ByteBuffer.wrap(record.toByteArray());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /// An entry as it comes back from the file, where a number is a number, whatever type it once had.
    static ObjectNode asWritten(ObjectNode entry) {
        return (ObjectNode) JSON.readTree(JSON.writeValueAsBytes(entry));
    }

    private static int sum(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return (int) sum.getValue();
    }

    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
