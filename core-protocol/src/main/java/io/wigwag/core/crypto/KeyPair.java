package io.wigwag.core.crypto;

import java.security.SecureRandom;

/// Both halves of one key. The record's own constructor trusts that they belong together: it is for stores.
public record KeyPair(PublicKey publicKey, PrivateKey privateKey) {

    public static KeyPair generate(SecureRandom random) {
        return of(PrivateKey.generate(random));
    }

    public static KeyPair of(PrivateKey privateKey) {
        return new KeyPair(privateKey.publicKey(), privateKey);
    }
}
