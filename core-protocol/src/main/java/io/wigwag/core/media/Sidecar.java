package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import javax.crypto.Mac;

/// Codes over windows of a sealed file, by which a player can check what it has before the rest arrives. A window
/// begins at every multiple of 64 KiB and reaches 16 bytes into the next one; of its code the first ten bytes are kept.
final class Sidecar {
    private static final int OVERLAP = MediaCiphers.BLOCK;

    private final ByteArrayOutputStream codes = new ByteArrayOutputStream();
    private Mac current;
    private Mac next;
    private int filled;

    Sidecar(MediaKeys keys) {
        this.current = MediaCiphers.mac(keys);
        this.next = MediaCiphers.mac(keys);
    }

    void update(byte[] bytes, int size) {
        var at = 0;
        while (at < size) {
            var reach = filled < MediaCiphers.PIECE ? MediaCiphers.PIECE : MediaCiphers.PIECE + OVERLAP;
            var part = Math.min(size - at, reach - filled);
            current.update(bytes, at, part);
            if (filled >= MediaCiphers.PIECE) {
                next.update(bytes, at, part);
            }
            filled += part;
            at += part;
            if (filled == MediaCiphers.PIECE + OVERLAP) {
                close();
                filled = OVERLAP;
            }
        }
    }

    private void close() {
        codes.write(current.doFinal(), 0, MediaCiphers.MAC);
        var spent = current;
        current = next;
        next = spent;
    }

    /// The codes of all windows, the last one as long as what there is.
    Octets finish() {
        if (filled > 0) {
            close();
        }
        // What reached over the last mark is the beginning of a window too, unless nothing did.
        if (filled > MediaCiphers.PIECE) {
            close();
        }
        return Octets.wrap(codes.toByteArray());
    }
}
