package io.wigwag.core.media;

import io.wigwag.core.media.MediaReference.Seal;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// What there is to say of a file that was sealed; the message that carries it says most of this.
///
/// @param size of the file as it was
/// @param hash SHA-256 of the file as it was
/// @param sealedHash SHA-256 of what is uploaded
/// @param sidecar for kinds that are played
public record SealedMedia(
        MediaKey key, long size, Octets hash, long sealedSize, Octets sealedHash, Optional<Octets> sidecar) {

    /// What the message says of it, once it lies at a path.
    ///
    /// @param madeAt when the key was made
    public MediaReference at(MediaPath path, String mimetype, Instant madeAt) {
        return MediaReference.sealed(
                        path.value(), mimetype, hash, size, new Seal(key.bytes(), sealedHash, Optional.of(madeAt)))
                .withSidecar(sidecar.orElse(Octets.EMPTY));
    }
}
