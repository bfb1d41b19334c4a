package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a reader of the media host does with a file.
final class OpenedMedia {
    private OpenedMedia() {}

    static Octets open(Octets file, Octets key, String info) throws Exception {
        var keys = Hkdf.derive(key.toArray(), new byte[32], info.getBytes(StandardCharsets.US_ASCII), 112);
        var iv = Arrays.copyOf(keys, 16);
        var ciphertext = file.slice(0, file.size() - 10);
        var mac = HmacSha256.of(Arrays.copyOfRange(keys, 48, 80), iv, ciphertext.toArray());
        if (!Octets.wrap(mac).slice(0, 10).equals(file.slice(file.size() - 10, file.size()))) {
            throw new IllegalArgumentException("the file's code is wrong");
        }
        return Octets.wrap(AesCbc.decrypt(Arrays.copyOfRange(keys, 16, 48), iv, ciphertext.toArray()));
    }
}
