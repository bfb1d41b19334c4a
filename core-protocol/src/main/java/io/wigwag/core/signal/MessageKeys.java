package io.wigwag.core.signal;

import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.DecryptionFailed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The keys of a single message of a session.
final class MessageKeys {
    private static final byte[] INFO = "WhisperMessageKeys".getBytes(StandardCharsets.US_ASCII);

    private final byte[] cipherKey;
    private final byte[] macKey;
    private final byte[] iv;

    MessageKeys(MessageSeed seed) {
        var derived = seed.derive(INFO, 80);
        cipherKey = Arrays.copyOf(derived, 32);
        macKey = Arrays.copyOfRange(derived, 32, 64);
        iv = Arrays.copyOfRange(derived, 64, 80);
    }

    byte[] macKey() {
        return macKey;
    }

    byte[] encrypt(byte[] plaintext) {
        return AesCbc.encrypt(cipherKey, iv, plaintext);
    }

    byte[] decrypt(byte[] ciphertext) throws SignalFailure.Malformed {
        try {
            return AesCbc.decrypt(cipherKey, iv, ciphertext);
        } catch (DecryptionFailed failed) {
            // The code was right, so the peer itself made this.
            throw new SignalFailure.Malformed("authentic, but " + failed.getMessage());
        }
    }
}
