package io.wigwag.core.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.crypto.Cipher;

/// Seals files in one pass: cipher, code, both hashes and the sidecar over pieces of 64 KiB, in memory that does not
/// grow with the file. Safe for use by many threads.
///
/// What is written: AES-256-CBC with padding over the file, then the first ten bytes of HMAC-SHA-256 over initial
/// vector and ciphertext.
public final class MediaSealer {
    /// A file that ends before this is done sooner than another thread would have begun.
    private static final int PIECES_ALONE = 16;

    private final Optional<ThreadFactory> beside;

    private MediaSealer(Optional<ThreadFactory> beside) {
        this.beside = beside;
    }

    /// Does everything on the thread that asks.
    public static MediaSealer alone() {
        return new MediaSealer(Optional.empty());
    }

    /// Hashes and writes large files on threads beside: a slow disk does not hold up the cipher.
    public static MediaSealer with(ThreadFactory threads) {
        return new MediaSealer(Optional.of(threads));
    }

    /// Reads the file to its end. Closes neither stream.
    public SealedMedia seal(MediaKind kind, MediaKey key, InputStream file, OutputStream sealed) throws IOException {
        var keys = key.expand(kind);
        var hashes = new PieceHashes(keys, kind.isPlayed() ? Optional.of(new Sidecar(keys)) : Optional.empty());
        new Run(keys, file, sealed, hashes).toTheEnd();
        sealed.write(hashes.code());
        return hashes.finish(key);
    }

    /// One file on its way.
    private final class Run {
        private final Cipher cipher;
        private final InputStream file;
        private final List<PieceUse> uses;

        Run(MediaKeys keys, InputStream file, OutputStream sealed, PieceHashes hashes) {
            this.cipher = MediaCiphers.encryption(keys);
            this.file = file;
            this.uses = List.of(hashes, piece -> sealed.write(piece.sealed, 0, piece.sealedSize));
        }

        void toTheEnd() throws IOException {
            if (!pass(new PieceLine.InTurn(uses), beside.isPresent() ? PIECES_ALONE : Long.MAX_VALUE)) {
                try (var line = new PiecesBeside(uses, beside.orElseThrow())) {
                    pass(line, Long.MAX_VALUE);
                    line.finish();
                }
            }
        }

        /// Whether the file's end was reached within so many pieces.
        private boolean pass(PieceLine line, long pieces) throws IOException {
            var ended = false;
            for (var left = pieces; left > 0 && !ended; left--) {
                var piece = line.next();
                ended = fill(piece);
                line.use(piece);
            }
            return ended;
        }

        /// Whether this is the last piece.
        private boolean fill(Piece piece) throws IOException {
            piece.plainSize = file.readNBytes(piece.plain, 0, MediaCiphers.PIECE);
            var last = piece.plainSize < MediaCiphers.PIECE;
            try {
                piece.sealedSize = last
                        ? cipher.doFinal(piece.plain, 0, piece.plainSize, piece.sealed)
                        : cipher.update(piece.plain, 0, piece.plainSize, piece.sealed);
            } catch (GeneralSecurityException e) {
                throw MediaCiphers.everyJdkHasIt(e);
            }
            return last;
        }
    }
}
