package io.wigwag.core.media;

import java.util.concurrent.atomic.AtomicInteger;

/// A piece of a file on its way, before and after the cipher. Used over and over.
final class Piece {
    final byte[] plain = new byte[MediaCiphers.PIECE];
    /// The last piece has the padding behind it.
    final byte[] sealed = new byte[MediaCiphers.PIECE + MediaCiphers.BLOCK];

    /// How many still read it, where several do at once.
    final AtomicInteger users = new AtomicInteger();

    int plainSize;
    int sealedSize;
}
