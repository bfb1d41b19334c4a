package io.wigwag.core.media;

/// A piece of a file on its way, before and after the cipher. Used over and over.
final class Piece {
    final byte[] plain = new byte[MediaCiphers.PIECE];
    /// The last piece has the padding behind it.
    final byte[] sealed = new byte[MediaCiphers.PIECE + MediaCiphers.BLOCK];

    int plainSize;
    int sealedSize;
}
