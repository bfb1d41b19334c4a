package io.wigwag.sandbox.phone;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SessionCipher.NamedPreKeys;
import io.wigwag.sandbox.world.PreKeys;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The private halves of what a persona has published, or given to one device in a retry receipt.
final class OwnKeys {
    private static final int SIGNED_ID = 1;

    private final SecureRandom random;
    private final KeyPair signed;
    private final PreKeys.Signed published;
    private final Map<Integer, KeyPair> oneTime = new HashMap<>();
    private int lastId;

    OwnKeys(OwnIdentity own, SecureRandom random) {
        this.random = random;
        signed = KeyPair.generate(random);
        var signature = Curve.sign(own.keys().privateKey(), signed.publicKey().typed(), random);
        published = new PreKeys.Signed(SIGNED_ID, signed.publicKey().octets(), Octets.wrap(signature));
    }

    PreKeys.Signed signed() {
        return published;
    }

    /// A key that nobody else has had.
    PreKeys.OneTime make() {
        var keys = KeyPair.generate(random);
        oneTime.put(++lastId, keys);
        return new PreKeys.OneTime(lastId, keys.publicKey().octets());
    }

    NamedPreKeys named(PreKeyMessage message) {
        return new NamedPreKeys(
                message.signedPreKeyId() == SIGNED_ID ? Optional.of(signed) : Optional.empty(),
                message.preKeyId().isPresent()
                        ? Optional.ofNullable(oneTime.get(message.preKeyId().getAsInt()))
                        : Optional.empty());
    }

    void used(int id) {
        oneTime.remove(id);
    }
}
