package io.wigwag.core.media;

import java.io.InterruptedIOException;

/// Where pieces go once they are ciphered, and where empty ones come from.
sealed interface PieceLine permits PieceLine.InTurn, PiecesBeside {
    /// A piece to fill.
    Piece next() throws InterruptedIOException;

    /// Takes a full piece, which from now on is only read.
    void hash(Piece piece);

    /// Hashes each piece before the next one is read.
    final class InTurn implements PieceLine {
        private final Piece only = new Piece();
        private final PieceHashes hashes;

        InTurn(PieceHashes hashes) {
            this.hashes = hashes;
        }

        @Override
        public Piece next() {
            return only;
        }

        @Override
        public void hash(Piece piece) {
            hashes.take(piece);
        }
    }
}
