package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.security.MessageDigest;
import java.util.Optional;

/// All that is computed from a file's pieces and flows back into none of them: both hashes and the sidecar. Because of
/// that another thread can do it.
final class PieceHashes {
    private final MessageDigest plain = MediaCiphers.sha256();
    private final MessageDigest sealed = MediaCiphers.sha256();
    private final Optional<Sidecar> sidecar;
    private long size;
    private long sealedSize;

    PieceHashes(Optional<Sidecar> sidecar) {
        this.sidecar = sidecar;
    }

    void take(Piece piece) {
        plain.update(piece.plain, 0, piece.plainSize);
        sealed.update(piece.sealed, 0, piece.sealedSize);
        sidecar.ifPresent(codes -> codes.update(piece.sealed, piece.sealedSize));
        size += piece.plainSize;
        sealedSize += piece.sealedSize;
    }

    SealedMedia finish(MediaKey key) {
        return new SealedMedia(
                key,
                size,
                Octets.wrap(plain.digest()),
                sealedSize,
                Octets.wrap(sealed.digest()),
                sidecar.map(Sidecar::finish));
    }
}
