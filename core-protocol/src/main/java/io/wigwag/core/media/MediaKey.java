package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;

/// The secret that a message carries for its file. Everything else is derived from it.
public record MediaKey(Octets bytes) {
    public static final int SIZE = 32;

    public MediaKey {
        if (bytes.size() != SIZE) {
            throw new IllegalArgumentException("media key: " + bytes.size() + " bytes (expected: " + SIZE + ")");
        }
    }

    public static MediaKey generate(SecureRandom random) {
        var bytes = new byte[SIZE];
        random.nextBytes(bytes);
        return new MediaKey(Octets.wrap(bytes));
    }

    /// The keys for a file of this kind.
    public MediaKeys expand(MediaKind kind) {
        return MediaKeys.derive(this, kind.info());
    }

    @Override
    public String toString() {
        return "MediaKey[redacted]";
    }
}
