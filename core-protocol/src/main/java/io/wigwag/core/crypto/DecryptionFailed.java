package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;

/// A ciphertext that was not made with this key, or was changed on its way.
public final class DecryptionFailed extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    public DecryptionFailed(String message) {
        super(message);
    }
}
