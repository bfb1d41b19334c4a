package io.wigwag.storage.engine;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.StoreUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A witness in a small file of its own, which must not be copied or put back together with the store.
///
/// The file is mapped into memory, so telling it costs one store of eight bytes: no call, no waiting for the disk. It
/// survives the end of the process; when the machine loses power, the system may not have written the last half minute
/// or so, and then a copy that is no older than that goes unnoticed. Since a commit is told only after it is durable,
/// the file is never ahead of its store.
///
/// ```
/// "wigwag witness 1", 16 octets | for each device: SHA-256 of its id, 16 octets | commits, 8 | 0, 8
/// ```
public final class WitnessFile implements CommitWitness, AutoCloseable {
    /// What it is called beside an embedded store.
    public static final String FILE = "wigwag.witness";

    private static final Logger LOG = LoggerFactory.getLogger(WitnessFile.class);
    private static final Octets MAGIC = Octets.wrap("wigwag witness 1".getBytes(StandardCharsets.US_ASCII));
    private static final int NAME = 16;

    /// No slot crosses a sector, so none is ever half written.
    private static final int SLOT = 32;

    private static final int FIRST = 32;
    private static final int GROWTH = 1_024 * SLOT;

    private final Path path;
    private final FileChannel channel;
    private final Map<Octets, Integer> slots = new HashMap<>();
    private MappedByteBuffer mapped;
    private int end = FIRST;

    private WitnessFile(Path path, FileChannel channel, MappedByteBuffer mapped) {
        this.path = path;
        this.channel = channel;
        this.mapped = mapped;
    }

    /// Opens the file, or makes it, for its owner's eyes only. One process at a time: the store's lock sees to that.
    public static WitnessFile open(Path path) {
        try {
            var channel = channel(path);
            try {
                refuseForeign(path, channel);
                if (channel.size() < FIRST + GROWTH) {
                    extend(channel, 0);
                    write(channel, MAGIC.toArray(), 0);
                }
                var witness = new WitnessFile(path, channel, map(channel));
                witness.read();
                return witness;
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failed) {
            throw new StoreUnavailable("cannot use the witness file " + path, false, failed);
        }
    }

    @Override
    public synchronized long highest(String device) {
        var slot = slots.get(name(device));
        return slot == null ? 0 : mapped.getLong(slot + NAME);
    }

    /// The commit has happened whether we can note it or not, so this never fails: a device that finds no room is not
    /// watched.
    @Override
    public synchronized void saw(String device, long commits) {
        var name = name(device);
        var slot = slots.get(name);
        if (slot == null && end + SLOT > mapped.capacity() && !grow()) {
            return;
        }
        var at = slot == null ? add(name) : slot;
        if (commits > mapped.getLong(at + NAME)) {
            mapped.putLong(at + NAME, commits);
        }
    }

    /// Writes what the system has not written yet.
    @Override
    public synchronized void close() {
        try (channel) {
            mapped.force();
        } catch (IOException failed) {
            throw new StoreUnavailable("cannot close the witness file " + path, false, failed);
        }
    }

    private int add(Octets name) {
        var slot = end;
        mapped.put(slot, name.toArray());
        slots.put(name, slot);
        end += SLOT;
        return slot;
    }

    private boolean grow() {
        try {
            extend(channel, channel.size());
            mapped = map(channel);
            return true;
        } catch (IOException full) {
            LOG.warn("{} cannot grow; an old copy of the store will not be noticed for every device", path, full);
            return false;
        }
    }

    private void read() {
        var none = Octets.wrap(new byte[NAME]);
        while (end + SLOT <= mapped.capacity() && !bytes(end).equals(none)) {
            slots.put(bytes(end), end);
            end += SLOT;
        }
    }

    private Octets bytes(int at) {
        var bytes = new byte[NAME];
        mapped.get(at, bytes);
        return Octets.wrap(bytes);
    }

    private static Octets name(String device) {
        return Octets.wrap(Sha256.hash(device.getBytes(StandardCharsets.UTF_8))).slice(0, NAME);
    }

    private static FileChannel channel(Path path) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? FileChannel.open(
                        path,
                        options,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(path, options);
    }

    /// Zeros are what a crash at the very beginning leaves behind.
    private static void refuseForeign(Path path, FileChannel channel) throws IOException {
        var head = ByteBuffer.allocate(MAGIC.size());
        channel.read(head, 0);
        var begin = Octets.wrap(head.array());
        if (!begin.equals(MAGIC) && !begin.equals(Octets.wrap(new byte[MAGIC.size()]))) {
            throw new StoreUnavailable(path + " is no witness file of this version; remove it to begin anew", false);
        }
    }

    /// With zeros: where a mapped file has holes, a full disk is found out too late to be told.
    private static void extend(FileChannel channel, long from) throws IOException {
        write(channel, new byte[FIRST + GROWTH], from);
    }

    private static void write(FileChannel channel, byte[] bytes, long from) throws IOException {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer, from + buffer.position());
        }
    }

    private static MappedByteBuffer map(FileChannel channel) throws IOException {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
    }
}
