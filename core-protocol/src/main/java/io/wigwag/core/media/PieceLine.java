package io.wigwag.core.media;

import java.io.IOException;
import java.util.List;

/// Where pieces go once they are ciphered, and where empty ones come from.
sealed interface PieceLine permits PieceLine.InTurn, PiecesBeside {
    /// A piece to fill.
    Piece next() throws IOException;

    /// Takes a full piece, which from now on is only read.
    void use(Piece piece) throws IOException;

    /// Uses each piece before the next one is read.
    final class InTurn implements PieceLine {
        private final Piece only = new Piece();
        private final List<PieceUse> uses;

        InTurn(List<PieceUse> uses) {
            this.uses = uses;
        }

        @Override
        public Piece next() {
            return only;
        }

        @Override
        public void use(Piece piece) throws IOException {
            for (var use : uses) {
                use.take(piece);
            }
        }
    }
}
