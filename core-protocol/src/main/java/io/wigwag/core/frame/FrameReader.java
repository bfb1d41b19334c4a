package io.wigwag.core.frame;

import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// Cuts a stream into frames, however its bytes come in. Owned by one connection, used by one thread.
///
/// A frame that lies within one chunk is handed out as a window into it. Only a frame in pieces is copied, into a
/// buffer that grows with the bytes that have come and never with the size that a header promises.
public final class FrameReader {
    private final int largest;
    /// What has come and is not handed out yet: `buffer[from, to)`.
    private byte[] buffer = new byte[0];
    private int from;
    private int to;
    /// The chunk added last, while nothing of it has been copied.
    private Octets chunk = Octets.EMPTY;

    /// Frames above `largest` bytes end the stream.
    public FrameReader(int largest) {
        if (largest < 1 || largest > Frames.LARGEST) {
            throw new IllegalArgumentException("largest frame of " + largest + " bytes");
        }
        this.largest = largest;
    }

    /// Takes the next bytes of the stream. Call [#next()] until it is empty before adding more.
    public void add(Octets bytes) {
        if (!chunk.isEmpty()) {
            append(chunk);
            chunk = Octets.EMPTY;
        }
        if (from == to) {
            chunk = bytes;
        } else {
            append(bytes);
        }
    }

    /// The next whole frame's payload, or empty when more bytes must come first.
    public Optional<Octets> next() throws MalformedFrame {
        if (pending() < Frames.HEADER) {
            return Optional.empty();
        }
        var size = (at(0) & 0xff) << 16 | (at(1) & 0xff) << 8 | (at(2) & 0xff);
        if (size > largest) {
            throw new MalformedFrame("a frame of " + size + " bytes, the limit being " + largest);
        }
        return pending() < Frames.HEADER + size
                ? Optional.empty()
                : Optional.of(take(Frames.HEADER + size).slice(Frames.HEADER, Frames.HEADER + size));
    }

    /// The intro of a client, which a server reads before the first frame; empty when more bytes must come first.
    public Optional<Intro> intro() throws MalformedFrame {
        var routed = 0;
        if (pending() >= 1 && at(0) == 'E') {
            expect(0, new byte[] {'E', 'D', 0, 1});
            if (pending() < Intro.ROUTING_HEADER) {
                return Optional.empty();
            }
            routed = Intro.ROUTING_HEADER + ((at(4) & 0xff) << 16 | (at(5) & 0xff) << 8 | (at(6) & 0xff));
            if (routed > largest) {
                throw new MalformedFrame("routing bytes of " + routed + ", the limit being " + largest);
            }
        }
        expect(routed, new byte[] {'W', 'A', Intro.MAGIC});
        if (pending() < routed + Intro.HEADER) {
            return Optional.empty();
        }
        var dictionary = at(routed + Intro.HEADER - 1);
        if (dictionary < Intro.OLDEST_DICTIONARY || dictionary > Intro.CURRENT_DICTIONARY) {
            throw new MalformedFrame("dictionary of version " + dictionary);
        }
        var taken = take(routed + Intro.HEADER);
        var routing = routed == 0
                ? Octets.EMPTY
                : taken.slice(Intro.ROUTING_HEADER, routed).compact();
        return Optional.of(new Intro(dictionary, routing));
    }

    /// How many bytes wait for the rest of their frame; not zero at the end of a stream means that it was cut short.
    public int pending() {
        return to - from + chunk.size();
    }

    /// Fails as soon as a byte that has come differs, so that a stranger is told apart by its first byte.
    private void expect(int start, byte[] wanted) throws MalformedFrame {
        for (var i = 0; i < wanted.length && start + i < pending(); i++) {
            if (at(start + i) != wanted[i]) {
                throw new MalformedFrame("the stream does not begin with an intro");
            }
        }
    }

    private byte at(int index) {
        return from == to ? chunk.at(index) : buffer[from + index];
    }

    private Octets take(int size) {
        if (from == to) {
            var taken = chunk.slice(0, size);
            chunk = chunk.slice(size, chunk.size());
            return taken;
        }
        var taken = Octets.copyOf(buffer, from, from + size);
        from += size;
        if (from == to) {
            buffer = new byte[0];
            from = 0;
            to = 0;
        }
        return taken;
    }

    private void append(Octets bytes) {
        if (buffer.length - to < bytes.size()) {
            var kept = to - from;
            var grown = new byte[Math.max(kept + bytes.size(), Math.min(2 * kept, largest + Frames.HEADER))];
            System.arraycopy(buffer, from, grown, 0, kept);
            buffer = grown;
            from = 0;
            to = kept;
        }
        bytes.copyTo(buffer, to);
        to += bytes.size();
    }
}
