package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;

/// All that is computed from a file's pieces and flows back into none of them: both hashes, the code and the sidecar.
/// Because of that another thread can do it.
final class PieceHashes implements PieceUse {
    private final Mac mac;
    private final MessageDigest plain = MediaCiphers.sha256();
    private final MessageDigest sealed = MediaCiphers.sha256();
    private final Optional<Sidecar> sidecar;
    private long size;
    private long sealedSize;

    PieceHashes(MediaKeys keys, Optional<Sidecar> sidecar) {
        this.mac = MediaCiphers.fileMac(keys);
        this.sidecar = sidecar;
    }

    @Override
    public void take(Piece piece) {
        plain.update(piece.plain, 0, piece.plainSize);
        size += piece.plainSize;
        mac.update(piece.sealed, 0, piece.sealedSize);
        takeSealed(piece.sealed, piece.sealedSize);
    }

    private void takeSealed(byte[] bytes, int count) {
        sealed.update(bytes, 0, count);
        sidecar.ifPresent(codes -> codes.update(bytes, count));
        sealedSize += count;
    }

    /// The code over all pieces, which stands behind them and is hashed like them.
    byte[] code() {
        var code = Arrays.copyOf(mac.doFinal(), MediaCiphers.MAC);
        takeSealed(code, code.length);
        return code;
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
