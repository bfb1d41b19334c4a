package io.wigwag.benchmarks;

import io.wigwag.core.media.MediaIntake;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaKeys;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaPath;
import io.wigwag.core.media.MediaSealer;
import io.wigwag.core.media.SealedMedia;
import io.wigwag.core.media.WantedMedia;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Files of 64 MiB, sealed and opened in memory beside the bare passes of the same provider, and sealed from file to
/// file beside the other engine. A document, which has no sidecar, as the other engine makes none.
@State(Scope.Thread)
public class MediaBenchmark {
    static final BenchSuite SUITE = new BenchSuite(
            "media", "MediaBenchmark", Optional.of("media.mjs"), Map.of("fileToFile", 2.0, "fileToFileInMemory", 2.0));

    /// On Linux.
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final int SIZE = 64 << 20;
    private static final int PIECE = 64 * 1024;

    private final MediaSealer alone = MediaSealer.alone();
    private final MediaSealer beside = MediaSealer.with(Thread.ofVirtual().factory());
    private final MediaKey key = MediaKey.generate(new SecureRandom());
    private final MediaKeys keys = key.expand(MediaKind.DOCUMENT);
    private final byte[] file = new byte[SIZE];
    private byte[] sealed = {};
    private WantedMedia wanted = new WantedMedia(
            MediaKind.DOCUMENT,
            new MediaPath("/v/1"),
            Optional.of(key),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty());
    private Path plainFile = Path.of("");
    private Path memoryFile = Path.of("");

    @Setup
    public void prepare() throws IOException {
        new SecureRandom().nextBytes(file);
        var out = new ByteArrayOutputStream(SIZE + 26);
        var facts = alone.seal(MediaKind.DOCUMENT, key, new ByteArrayInputStream(file), out);
        sealed = out.toByteArray();
        wanted = WantedMedia.of(MediaKind.DOCUMENT, facts.at(wanted.path(), "", Instant.EPOCH))
                .orElseThrow();
        plainFile = Files.write(Files.createTempFile("wigwag-media", ".plain"), file);
        memoryFile = Files.isWritable(MEMORY)
                ? Files.write(Files.createTempFile(MEMORY, "wigwag-media", ".plain"), file)
                : plainFile;
    }

    @TearDown
    public void remove() throws IOException {
        Files.delete(plainFile);
        Files.deleteIfExists(memoryFile);
    }

    /// The cipher, the code and both hashes in a row, and nothing else: what one core can do at most.
    @Benchmark
    public byte[] rawPasses() throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(keys.cipher().toArray(), "AES"),
                new IvParameterSpec(keys.iv().toArray()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.mac().toArray(), "HmacSHA256"));
        var plain = MessageDigest.getInstance("SHA-256");
        var hashed = MessageDigest.getInstance("SHA-256");
        var out = new byte[PIECE + 16];
        for (var at = 0; at < SIZE; at += PIECE) {
            var size = cipher.update(file, at, PIECE, out);
            plain.update(file, at, PIECE);
            mac.update(out, 0, size);
            hashed.update(out, 0, size);
        }
        plain.digest();
        hashed.digest();
        return mac.doFinal();
    }

    /// All on one thread.
    @Benchmark
    public SealedMedia seal() throws IOException {
        return alone.seal(MediaKind.DOCUMENT, key, new ByteArrayInputStream(file), OutputStream.nullOutputStream());
    }

    /// With threads beside it.
    @Benchmark
    public SealedMedia sealOnTwoThreads() throws IOException {
        return beside.seal(MediaKind.DOCUMENT, key, new ByteArrayInputStream(file), OutputStream.nullOutputStream());
    }

    /// The same as one that is played: a further pass for its sidecar.
    @Benchmark
    public SealedMedia sealWithSidecar() throws IOException {
        return alone.seal(MediaKind.VIDEO, key, new ByteArrayInputStream(file), OutputStream.nullOutputStream());
    }

    @Benchmark
    public long open() throws Exception {
        var intake = MediaIntake.of(wanted, SIZE, OutputStream.nullOutputStream());
        for (var at = 0; at < sealed.length; at += PIECE) {
            intake.take(sealed, at, Math.min(PIECE, sealed.length - at));
        }
        intake.finish();
        return intake.taken();
    }

    /// As an upload begins: into a new file, which is removed.
    @Benchmark
    public SealedMedia fileToFile() throws IOException {
        return fileToFile(beside, plainFile);
    }

    /// The same on one thread.
    @Benchmark
    public SealedMedia fileToFileOnOneThread() throws IOException {
        return fileToFile(alone, plainFile);
    }

    /// The same on a file system in memory, where there is one: without the disk's share.
    @Benchmark
    public SealedMedia fileToFileInMemory() throws IOException {
        return fileToFile(beside, memoryFile);
    }

    private SealedMedia fileToFile(MediaSealer sealer, Path from) throws IOException {
        var to = from.resolveSibling(from.getFileName() + ".sealed");
        try (var in = Files.newInputStream(from);
                var out = Files.newOutputStream(to)) {
            return sealer.seal(MediaKind.DOCUMENT, key, in, out);
        } finally {
            Files.delete(to);
        }
    }
}
