package io.wigwag.core.media;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// An uploaded file as a message names it: where it lies, what it must hash to, and the key that opens it.
///
/// @param url the full address, a fall-back of old; the direct path is what counts
/// @param directPath the path on every media host, query included
/// @param fileSha256 hash of the file itself
/// @param fileLength size of the file itself
/// @param seal how it is sealed; absent for files of channels, which lie in the clear
/// @param sidecar hashes of the sealed file's pieces, for players that start early; empty for none
public record MediaReference(
        Optional<String> url,
        String directPath,
        String mimetype,
        Octets fileSha256,
        long fileLength,
        Optional<Seal> seal,
        Octets sidecar) {

    public MediaReference {
        requireHash("fileSha256", fileSha256);
        if (fileLength < 0) {
            throw new IllegalArgumentException("fileLength: " + fileLength + " (expected: 0 or more)");
        }
    }

    /// A sealed file without a sidecar.
    public static MediaReference sealed(
            String directPath, String mimetype, Octets fileSha256, long fileLength, Seal seal) {
        return new MediaReference(
                Optional.empty(), directPath, mimetype, fileSha256, fileLength, Optional.of(seal), Octets.EMPTY);
    }

    /// A file in the clear.
    public static MediaReference clear(String directPath, String mimetype, Octets fileSha256, long fileLength) {
        return new MediaReference(
                Optional.empty(), directPath, mimetype, fileSha256, fileLength, Optional.empty(), Octets.EMPTY);
    }

    public MediaReference withUrl(String address) {
        return new MediaReference(Optional.of(address), directPath, mimetype, fileSha256, fileLength, seal, sidecar);
    }

    /// The same file at another place, as the phone answers after it has sent an expired one up again.
    public MediaReference withDirectPath(String path) {
        return new MediaReference(Optional.empty(), path, mimetype, fileSha256, fileLength, seal, sidecar);
    }

    public MediaReference withSidecar(Octets hashes) {
        return new MediaReference(url, directPath, mimetype, fileSha256, fileLength, seal, hashes);
    }

    /// What opens a sealed file, and what the sealed file must hash to.
    ///
    /// @param mediaKey 32 bytes, from which all keys of the file are derived
    /// @param fileEncSha256 hash of the sealed file
    /// @param madeAt when the key was made, in whole seconds
    public record Seal(Octets mediaKey, Octets fileEncSha256, Optional<Instant> madeAt) {
        public static final int KEY = 32;

        public Seal {
            if (mediaKey.size() != KEY) {
                throw new IllegalArgumentException("mediaKey: " + mediaKey.size() + " bytes (expected: " + KEY + ")");
            }
            requireHash("fileEncSha256", fileEncSha256);
            madeAt = madeAt.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
        }

        /// Names the sealed file's hash and nothing that opens it.
        @Override
        public String toString() {
            return "Seal[" + fileEncSha256 + "]";
        }
    }

    private static void requireHash(String name, Octets hash) {
        if (hash.size() != Sha256.SIZE) {
            throw new IllegalArgumentException(name + ": " + hash.size() + " bytes (expected: " + Sha256.SIZE + ")");
        }
    }
}
