package io.wigwag.core.binary;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Deflated frames. The result grows with what really comes out and never beyond the limit, so that a few bytes that
/// claim to be gigabytes cost what they are worth.
final class Inflation {
    private static final int SMALLEST = 1 << 10;
    private static final int EXPECTED_RATIO = 4;

    private Inflation() {}

    static byte[] inflate(byte[] bytes, int offset, int size, int limit) throws MalformedNode {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, offset, size);
            var out = new byte[(int) Math.min(limit, Math.max(SMALLEST, (long) EXPECTED_RATIO * size))];
            var filled = 0;
            while (true) {
                filled += inflater.inflate(out, filled, out.length - filled);
                if (inflater.finished()) {
                    break;
                }
                if (filled < out.length) {
                    throw new MalformedNode("deflated frame: cut off after " + filled + " bytes");
                }
                if (filled == limit) {
                    out = oneMore(inflater, out, limit);
                    break;
                }
                out = Arrays.copyOf(out, (int) Math.min(limit, 2L * filled));
            }
            if (inflater.getRemaining() > 0) {
                throw new MalformedNode("deflated frame: " + inflater.getRemaining() + " bytes after its end");
            }
            return filled == out.length ? out : Arrays.copyOf(out, filled);
        } catch (DataFormatException damaged) {
            throw new MalformedNode("deflated frame: " + damaged.getMessage());
        } finally {
            inflater.end();
        }
    }

    /// A frame that fills the limit exactly is fine; the stream's end, with its checksum, must then follow at once.
    private static byte[] oneMore(Inflater inflater, byte[] out, int limit) throws DataFormatException, MalformedNode {
        if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
            throw new MalformedNode("deflated frame: more than " + limit + " bytes");
        }
        return out;
    }
}
