package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.conscrypt.Conscrypt;

/// X25519 by BoringSSL through Conscrypt. Loading this class fails with a linkage error where the library is missing.
final class ConscryptAgreement implements Agreement {
    private static final byte[] PRIVATE_PREFIX = {0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20
    };
    private static final byte[] PUBLIC_PREFIX = {0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 3, 0x21, 0};

    private final Provider provider = Conscrypt.newProvider();
    private final KeyFactory keys;
    private final Pool<KeyAgreement> agreements = new Pool<>(this::agreement);

    ConscryptAgreement() throws GeneralSecurityException {
        keys = KeyFactory.getInstance("XDH", provider);
    }

    @Override
    public String name() {
        return "conscrypt";
    }

    @Override
    public byte[] agree(byte[] scalar, byte[] u) {
        try {
            Key secret = keys.generatePrivate(new PKCS8EncodedKeySpec(join(PRIVATE_PREFIX, scalar)));
            Key peer = keys.generatePublic(new X509EncodedKeySpec(join(PUBLIC_PREFIX, u)));
            var agreement = agreements.take();
            agreement.init(secret);
            agreement.doPhase(peer, true);
            var shared = agreement.generateSecret();
            agreements.giveBack(agreement);
            return shared;
        } catch (GeneralSecurityException refused) {
            // BoringSSL refuses points of small order itself; the answer for them is all zeros in every library.
            return new byte[32];
        }
    }

    private KeyAgreement agreement() {
        try {
            return KeyAgreement.getInstance("XDH", provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Conscrypt has no XDH", e);
        }
    }

    private static byte[] join(byte[] prefix, byte[] key) {
        var joined = new byte[prefix.length + key.length];
        System.arraycopy(prefix, 0, joined, 0, prefix.length);
        System.arraycopy(key, 0, joined, prefix.length, key.length);
        return joined;
    }
}
