package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;

/// Bytes that are no key of ours, or a key with which nothing secret can be agreed.
public final class InvalidKey extends GeneralSecurityException {
    private static final long serialVersionUID = 1;

    public InvalidKey(String message) {
        super(message);
    }
}
