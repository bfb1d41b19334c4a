package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;

/// Who we are in every session of one device.
public record OwnIdentity(KeyPair keys, int registrationId) {
    public PublicKey publicKey() {
        return keys.publicKey();
    }
}
