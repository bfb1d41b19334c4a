package io.wigwag.core.media;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Bytes as they are uploaded, known by their hash.
///
/// @param sealed whether only those can read them who have the key
public record MediaBlob(long size, Octets hash, boolean sealed, Bytes bytes) {

    /// Where they are.
    @FunctionalInterface
    public interface Bytes {
        InputStream from(long offset) throws IOException;
    }

    /// What a sealer has written into this file.
    public static MediaBlob sealed(SealedMedia media, Path file) {
        return new MediaBlob(media.sealedSize(), media.sealedHash(), true, offset -> open(file, offset));
    }

    /// What a sealer has written into memory.
    public static MediaBlob sealed(SealedMedia media, Octets bytes) {
        return new MediaBlob(media.sealedSize(), media.sealedHash(), true, offset -> open(bytes, offset));
    }

    /// A file that everybody may read, small enough to be at hand.
    public static MediaBlob clear(Octets bytes) {
        var hash = Octets.wrap(Sha256.hash(bytes.toArray()));
        return new MediaBlob(bytes.size(), hash, false, offset -> open(bytes, offset));
    }

    /// A file that everybody may read. Reads it once for its hash.
    public static MediaBlob clear(Path file) throws IOException {
        var hash = MediaCiphers.sha256();
        var size = 0L;
        try (var stream = Files.newInputStream(file)) {
            var buffer = new byte[MediaCiphers.PIECE];
            for (var part = stream.read(buffer); part >= 0; part = stream.read(buffer)) {
                hash.update(buffer, 0, part);
                size += part;
            }
        }
        return new MediaBlob(size, Octets.wrap(hash.digest()), false, offset -> open(file, offset));
    }

    private static InputStream open(Path file, long offset) throws IOException {
        var channel = Files.newByteChannel(file);
        try {
            return Channels.newInputStream(channel.position(offset));
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private static InputStream open(Octets bytes, long offset) {
        return bytes.slice((int) offset, bytes.size()).asStream();
    }

    /// The name under which the hosts take them.
    String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.toArray());
    }
}
