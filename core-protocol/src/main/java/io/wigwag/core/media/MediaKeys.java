package io.wigwag.core.media;

import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;

/// What one file is sealed with.
///
/// @param reference named by the protocol, used by no client that we know
public record MediaKeys(Octets iv, Octets cipher, Octets mac, Octets reference) {
    private static final int KEY = 32;
    private static final int TOTAL = AesCbc.IV + 3 * KEY;
    private static final byte[] NO_SALT = {};

    /// All keys of a file.
    ///
    /// @param info what the keys are bound to, for files whose kind is not ours to name
    public static MediaKeys derive(MediaKey key, String info) {
        var all = Octets.wrap(
                Hkdf.derive(key.bytes().toArray(), NO_SALT, info.getBytes(StandardCharsets.US_ASCII), TOTAL));
        var cipher = AesCbc.IV;
        var mac = cipher + KEY;
        var reference = mac + KEY;
        return new MediaKeys(
                all.slice(0, cipher), all.slice(cipher, mac), all.slice(mac, reference), all.slice(reference, TOTAL));
    }

    @Override
    public String toString() {
        return "MediaKeys[redacted]";
    }
}
