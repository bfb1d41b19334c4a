package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/// A file as it lies on the media host, and what its readers need. Sealed by the sandbox's own code, apart from the
/// engine's.
///
/// ```
/// HKDF(key, info by kind) = iv 16 | cipher key 32 | mac key 32 | (32 unused)
/// file                    = AES-256-CBC(content) | first 10 bytes of HMAC-SHA256(iv | ciphertext)
/// ```
record SealedMedia(Octets key, Octets file, Octets contentHash, Octets fileHash, long size) {
    private static final int KEY = 32;
    private static final int EXPANDED = 112;
    private static final int CIPHER_KEY_AT = 16;
    private static final int MAC_KEY_AT = 48;
    private static final int MAC_KEY_END = 80;
    private static final int MAC = 10;

    /// A key for one file.
    static Octets newKey(SecureRandom random) {
        var key = new byte[KEY];
        random.nextBytes(key);
        return Octets.wrap(key);
    }

    /// @param info what the kind of media is called in the derivation of its keys
    static SealedMedia seal(Octets content, String info, Octets fileKey) {
        var key = fileKey.toArray();
        var expanded = Hkdf.derive(key, new byte[KEY], info.getBytes(StandardCharsets.US_ASCII), EXPANDED);
        var iv = Arrays.copyOf(expanded, CIPHER_KEY_AT);
        var plain = content.toArray();
        var ciphertext = AesCbc.encrypt(Arrays.copyOfRange(expanded, CIPHER_KEY_AT, MAC_KEY_AT), iv, plain);
        var mac = HmacSha256.of(Arrays.copyOfRange(expanded, MAC_KEY_AT, MAC_KEY_END), iv, ciphertext);
        var file = Octets.concat(Octets.wrap(ciphertext), Octets.wrap(mac).slice(0, MAC));
        return new SealedMedia(
                fileKey, file, Octets.wrap(Sha256.hash(plain)), Octets.wrap(Sha256.hash(file.toArray())), plain.length);
    }
}
