package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.util.Optional;
import java.util.OptionalLong;

/// A file to fetch: where it lies, and all there is to know it by. Messages carry a [MediaReference]; what else is
/// fetched says less of itself.
///
/// @param key absent for files that everybody may read, as those of channels
/// @param sealedHash SHA-256 of the file as it lies on the hosts
/// @param hash SHA-256 of the file itself
/// @param size of the file itself; senders are not always exact
public record WantedMedia(
        MediaKind kind,
        MediaPath path,
        Optional<MediaKey> key,
        Optional<Octets> sealedHash,
        Optional<Octets> hash,
        OptionalLong size) {

    /// What a message's reference asks for. Empty where it names no path that can be asked for.
    public static Optional<WantedMedia> of(MediaKind kind, MediaReference file) {
        return MediaPath.of(file.directPath(), file.url().orElse(""))
                .map(path -> new WantedMedia(
                        kind,
                        path,
                        file.seal().map(seal -> new MediaKey(seal.mediaKey())),
                        file.seal().map(MediaReference.Seal::fileEncSha256),
                        Optional.of(file.fileSha256()),
                        OptionalLong.of(file.fileLength())));
    }

    /// The same file elsewhere, as after it was uploaded again.
    public WantedMedia at(MediaPath other) {
        return new WantedMedia(kind, other, key, sealedHash, hash, size);
    }

    /// The hash by which the hosts know the file.
    Optional<Octets> hostedHash() {
        return key.isPresent() ? sealedHash : hash;
    }
}
