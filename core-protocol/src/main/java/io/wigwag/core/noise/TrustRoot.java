package io.wigwag.core.noise;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;

/// The key that all servers' certificates go back to.
public record TrustRoot(PublicKey key, int serial) {
    /// WhatsApp's own ("WhatsAppLongTerm1").
    public static final TrustRoot WHATSAPP = whatsapp();

    private static TrustRoot whatsapp() {
        try {
            return new TrustRoot(
                    PublicKey.of(Octets.ofHex("142375574d0a587166aae71ebe516437c4a28b73e3695c6ce1f7f9545da8ee6b")), 0);
        } catch (InvalidKey e) {
            throw new IllegalStateException("a constant of this class is wrong", e);
        }
    }
}
