package io.wigwag.core.media;

import java.io.IOException;

/// What is done with ciphered pieces, in their order. It only reads them.
@FunctionalInterface
interface PieceUse {
    void take(Piece piece) throws IOException;
}
