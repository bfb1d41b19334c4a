package io.wigwag.core.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A file sealed piece by piece is the file sealed at once.
class MediaSealerTest {
    private static final long SEED = 8_01;
    private static final int PIECE = 64 * 1024;

    private final SeededRandom random = new SeededRandom(SEED);
    private final MediaKey key = MediaKey.generate(random);

    static IntStream sizes() {
        var around = Stream.of(0, 16, PIECE, 2 * PIECE, 16 * PIECE, 17 * PIECE)
                .flatMap(size -> Stream.of(size - 11, size - 10, size - 1, size, size + 1, size + 6))
                .filter(size -> size >= 0);
        return Stream.concat(around, Stream.of(3_000_000)).mapToInt(Integer::intValue);
    }

    private byte[] file(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Octets whole(MediaKeys keys, byte[] file) {
        var iv = keys.iv().toArray();
        var ciphertext = AesCbc.encrypt(keys.cipher().toArray(), iv, file);
        var code = HmacSha256.of(keys.mac().toArray(), iv, ciphertext);
        return Octets.concat(Octets.wrap(ciphertext), Octets.wrap(code, 0, 10));
    }

    /// Straight from its definition.
    private static Octets sidecar(MediaKeys keys, byte[] sealed) {
        var codes = new ByteArrayOutputStream();
        for (var from = 0; from < sealed.length; from += PIECE) {
            var window = Arrays.copyOfRange(sealed, from, Math.min(from + PIECE + 16, sealed.length));
            codes.write(HmacSha256.of(keys.mac().toArray(), window), 0, 10);
        }
        return Octets.wrap(codes.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void piecesMakeTheWhole(int size) throws IOException {
        var file = file(size);
        var keys = key.expand(MediaKind.VIDEO);
        var expected = whole(keys, file);
        for (var sealer :
                List.of(MediaSealer.alone(), MediaSealer.with(Thread.ofVirtual().factory()))) {
            var out = new ByteArrayOutputStream();

            var sealed = sealer.seal(MediaKind.VIDEO, key, new ByteArrayInputStream(file), out);

            assertThat(Octets.wrap(out.toByteArray())).isEqualTo(expected);
            assertThat(sealed.size()).isEqualTo(size);
            assertThat(sealed.sealedSize()).isEqualTo(expected.size()).isEqualTo(MediaCiphers.sealedSize(size));
            assertThat(sealed.hash()).isEqualTo(Octets.wrap(Sha256.hash(file)));
            assertThat(sealed.sealedHash()).isEqualTo(Octets.wrap(Sha256.hash(expected.toArray())));
            assertThat(sealed.sidecar()).contains(sidecar(keys, expected.toArray()));
        }
    }

    @Test
    void whatIsNotPlayedHasNoSidecar() throws IOException {
        var out = new ByteArrayOutputStream();
        var sealed = MediaSealer.alone().seal(MediaKind.DOCUMENT, key, new ByteArrayInputStream(file(100)), out);
        assertThat(sealed.sidecar()).isEmpty();
    }

    @Test
    void kindsOfOneFamilyShareTheirKeysAndOthersDoNot() {
        assertThat(key.expand(MediaKind.STICKER)).isEqualTo(key.expand(MediaKind.IMAGE));
        assertThat(key.expand(MediaKind.VIDEO)).isNotEqualTo(key.expand(MediaKind.IMAGE));
        assertThat(key.toString() + key.expand(MediaKind.IMAGE))
                .doesNotContain(key.bytes().toHex().substring(0, 8));
    }

    /// The thread beside must not outlive a file that fails.
    @Test
    void aFileThatFailsIsSaidAndTheSecondThreadEnds() throws Exception {
        var second = new Thread[1];
        var sealer = MediaSealer.with(work -> second[0] = Thread.ofPlatform().unstarted(work));
        var left = new AtomicInteger(40);
        var failing = new FilterInputStream(new ByteArrayInputStream(file(41 * PIECE))) {
            @Override
            public int read(byte[] bytes, int offset, int size) throws IOException {
                if (left.getAndDecrement() == 0) {
                    throw new IOException("the disk is gone");
                }
                return super.read(bytes, offset, size);
            }
        };
        assertThatThrownBy(() -> sealer.seal(MediaKind.IMAGE, key, failing, OutputStream.nullOutputStream()))
                .hasMessage("the disk is gone");
        second[0].join();
        assertThat(second[0].isAlive()).isFalse();
    }

    static Stream<Throwable> faults() {
        return Stream.of(
                new IOException("the disk is full"),
                new UncheckedIOException("the disk is full", new IOException()),
                new StackOverflowError("the disk is full"));
    }

    /// More pieces follow than there are: whoever waited for the one that failed would wait for ever.
    @ParameterizedTest
    @MethodSource("faults")
    void anOutputThatFailsIsSaidAsItIs(Throwable fault) {
        var left = new AtomicInteger(20);
        var failing = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new AssertionError("pieces are written whole");
            }

            @Override
            public void write(byte[] bytes, int offset, int size) throws IOException {
                if (left.getAndDecrement() > 0) {
                    return;
                }
                switch (fault) {
                    case RuntimeException unchecked -> throw unchecked;
                    case Error error -> throw error;
                    default -> throw new IOException(fault.getMessage(), fault);
                }
            }
        };
        for (var sealer :
                List.of(MediaSealer.alone(), MediaSealer.with(Thread.ofVirtual().factory()))) {
            left.set(20);
            assertThatThrownBy(() ->
                            sealer.seal(MediaKind.IMAGE, key, new ByteArrayInputStream(file(60 * PIECE)), failing))
                    .isInstanceOf(fault.getClass())
                    .hasMessage("the disk is full");
        }
    }

    @Test
    void noSecondThreadStartsForASmallFile() throws IOException {
        var sealer = MediaSealer.with(_ -> {
            throw new AssertionError("a thread for a small file");
        });
        var sealed = sealer.seal(
                MediaKind.IMAGE, key, new ByteArrayInputStream(file(16 * PIECE - 1)), OutputStream.nullOutputStream());
        assertThat(sealed.size()).isEqualTo(16 * PIECE - 1);
    }
}
