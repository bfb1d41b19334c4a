package io.wigwag.core.crypto;

import java.security.SecureRandom;

/// Agreement and signatures with Curve25519 keys, as WhatsApp uses them.
///
/// Agreement is the job of the library chosen at start ([Agreements]); signatures are our own everywhere, because no
/// library signs with a raw X25519 key.
public final class Curve {
    private static final Agreement AGREEMENT = Agreements.choose(System.getProperty("wigwag.curve", ""));

    private Curve() {}

    /// The name of the library that agrees, for the log at start.
    public static String library() {
        return AGREEMENT.name();
    }

    /// The raw shared secret of 32 bytes; fails when it would be all zeros, that is when the peer sent a point of small
    /// order, with which everyone agrees on the same.
    public static byte[] agree(PrivateKey own, PublicKey peer) throws InvalidKey {
        return agree(AGREEMENT, own, peer);
    }

    static byte[] agree(Agreement agreement, PrivateKey own, PublicKey peer) throws InvalidKey {
        var shared = agreement.agree(own.bytes(), peer.bytes());
        var any = 0;
        for (var b : shared) {
            any |= b;
        }
        if (any == 0) {
            throw new InvalidKey("the public key is a point of small order");
        }
        return shared;
    }

    /// A signature of 64 bytes; 64 random bytes make the nonce hard to guess even if hashing were weak.
    public static byte[] sign(PrivateKey key, byte[] message, byte[] random64) {
        if (random64.length != Xeddsa.RANDOM) {
            throw new IllegalArgumentException(
                    "signing takes " + Xeddsa.RANDOM + " random bytes, not " + random64.length);
        }
        return Xeddsa.sign(key.bytes(), key.edwards(), message, random64);
    }

    public static byte[] sign(PrivateKey key, byte[] message, SecureRandom random) {
        var bytes = new byte[Xeddsa.RANDOM];
        random.nextBytes(bytes);
        return sign(key, message, bytes);
    }

    /// False for anything but a good signature, whatever its size.
    public static boolean verify(PublicKey key, byte[] message, byte[] signature) {
        var verification = key.verification();
        return verification != null && Xeddsa.verify(verification, message, signature);
    }
}
