package io.wigwag.core.signal;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// What a device has published so that others can start a session with it while it sleeps.
public record PreKeyBundle(PublicKey identity, int registrationId, SignedKey signedPreKey, Optional<Numbered> preKey) {

    public record Numbered(int id, PublicKey key) {}

    public record SignedKey(int id, PublicKey key, Octets signature) {}

    /// Whether the signed pre-key is the work of the identity key; a server that swaps it is found out here.
    boolean isGenuine() {
        return Curve.verify(
                identity, signedPreKey.key().typed(), signedPreKey.signature().toArray());
    }
}
