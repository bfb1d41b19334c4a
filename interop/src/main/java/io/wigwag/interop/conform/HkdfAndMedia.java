package io.wigwag.interop.conform;

import io.wigwag.core.crypto.Hkdf;
import java.nio.charset.StandardCharsets;

/// `hkdf-media.json`: key derivation, sealed files, and what is said when one has expired.
final class HkdfAndMedia implements VectorSuite {
    @Override
    public String file() {
        return "hkdf-media.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "hkdf" -> {
                var salt = vector.has("salt") ? vector.hex("salt") : new byte[0];
                var info = vector.has("info") ? vector.text("info").getBytes(StandardCharsets.UTF_8) : new byte[0];
                Mismatch.unlessSame(
                        "derived key",
                        vector.hex("okm"),
                        Hkdf.derive(
                                vector.hex("ikm"),
                                salt,
                                info,
                                vector.get("length").asInt()));
            }
            case "media" -> MediaFiles.both(vector);
            case "media-damaged" -> MediaFiles.damaged(vector);
            case "retry" -> MediaRetries.exchange(vector);
            case "retry-error" -> MediaRetries.error(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }
}
