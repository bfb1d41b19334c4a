package io.wigwag.core.noise;

import io.wigwag.core.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The handshakes by their Noise names, from which the first hash is made.
enum Pattern {
    XX("Noise_XX_25519_AESGCM_SHA256"),
    IK("Noise_IK_25519_AESGCM_SHA256"),
    XX_FALLBACK("Noise_XXfallback_25519_AESGCM_SHA256");

    private final String noiseName;

    Pattern(String noiseName) {
        this.noiseName = noiseName;
    }

    byte[] start() {
        var bytes = noiseName.getBytes(StandardCharsets.US_ASCII);
        return bytes.length <= Sha256.SIZE ? Arrays.copyOf(bytes, Sha256.SIZE) : Sha256.hash(bytes);
    }
}
