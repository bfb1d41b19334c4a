package io.wigwag.core.media.voice;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;

/// How long an Ogg file with Opus sound lasts: the position that its last page ends at, less what its first page says
/// is to be skipped, at 48,000 a second. Two small reads, whatever the file's size.
public final class OpusFile {
    private static final Octets PAGE = Octets.wrap("OggS".getBytes(StandardCharsets.US_ASCII));
    private static final Octets OPUS = Octets.wrap("OpusHead".getBytes(StandardCharsets.US_ASCII));

    /// Bytes of a page before its table of segments, whose size is the last of them.
    private static final int PAGE_HEAD = 27;
    private static final int LARGEST_PAGE = PAGE_HEAD + 255 + 255 * 255;
    private static final int POSITION = 6;
    private static final int SKIP = 10;
    private static final long PER_SECOND = 48_000;
    private static final long LONGEST = Duration.ofDays(7).toSeconds() * PER_SECOND;

    private OpusFile() {}

    public static Duration duration(SeekableByteChannel file) throws UnreadableVoice, IOException {
        var skipped = skipped(read(file, 0, PAGE_HEAD + 255 + SKIP + 2));
        var size = file.size();
        // The last page may end without a position, when a packet goes on beyond it; then the one before has one.
        var tail = read(file, Math.max(0, size - 2L * LARGEST_PAGE), 2 * LARGEST_PAGE);
        var end = end(tail);
        if (end.isEmpty() || end.getAsLong() < skipped || end.getAsLong() > LONGEST) {
            throw new UnreadableVoice("Ogg: no page that says where it ends");
        }
        return Duration.ofMillis((end.getAsLong() - skipped) * 1000 / PER_SECOND);
    }

    private static int skipped(ByteBuffer start) throws UnreadableVoice {
        if (!isAt(start, 0, PAGE) || start.limit() < PAGE_HEAD) {
            throw new UnreadableVoice("not an Ogg file");
        }
        var head = PAGE_HEAD + (start.get(PAGE_HEAD - 1) & 0xff);
        if (!isAt(start, head, OPUS) || start.limit() < head + SKIP + 2) {
            throw new UnreadableVoice("Ogg: no Opus sound");
        }
        return start.getShort(head + SKIP) & 0xffff;
    }

    private static OptionalLong end(ByteBuffer tail) {
        for (var at = tail.limit() - PAGE_HEAD; at >= 0; at--) {
            if (isAt(tail, at, PAGE) && tail.getLong(at + POSITION) >= 0) {
                return OptionalLong.of(tail.getLong(at + POSITION));
            }
        }
        return OptionalLong.empty();
    }

    private static boolean isAt(ByteBuffer bytes, int at, Octets expected) {
        return at + expected.size() <= bytes.limit()
                && bytes.slice(at, expected.size()).equals(expected.asBuffer());
    }

    private static ByteBuffer read(SeekableByteChannel file, long from, int most) throws IOException {
        var bytes = ByteBuffer.allocate(most).order(ByteOrder.LITTLE_ENDIAN);
        file.position(from);
        var more = file.read(bytes);
        while (more >= 0 && bytes.hasRemaining()) {
            more = file.read(bytes);
        }
        return bytes.flip();
    }
}
