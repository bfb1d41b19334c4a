package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.stanza.FixedNumber;
import io.wigwag.core.stanza.Lenient;
import java.util.Optional;

/// Reads a set of keys as the server hands it out, and as a receiver sends it along with its request for a retry.
public final class BundleReader {
    private static final int SIGNATURE = 64;

    private BundleReader() {}

    /// One device's answer; what is wrong with it harms no other device's.
    static FetchedBundle fetched(Node device) {
        var error = device.child("error");
        if (error.isPresent()) {
            return new FetchedBundle.Refused(Lenient.number(error.get(), "code").orElse(0));
        }
        try {
            var registration = FixedNumber.read(device.requireChild("registration"), FixedNumber.REGISTRATION_ID);
            return new FetchedBundle.Usable(
                    read(device, registration), device.child("device-identity").flatMap(Node::bytes));
        } catch (MalformedNode malformed) {
            return new FetchedBundle.Unusable(String.valueOf(malformed.getMessage()));
        }
    }

    /// `identity`, `skey` and perhaps `key`; the registration id stands elsewhere.
    public static PreKeyBundle read(Node keys, int registrationId) throws MalformedNode {
        var signed = keys.requireChild("skey");
        var oneTime = keys.child("key");
        return new PreKeyBundle(
                key(keys.requireChild("identity")),
                registrationId,
                new PreKeyBundle.SignedKey(
                        id(signed),
                        key(signed.requireChild("value")),
                        FixedNumber.sized(signed.requireChild("signature"), SIGNATURE)),
                oneTime.isPresent() ? numbered(oneTime.get()) : Optional.empty());
    }

    private static Optional<PreKeyBundle.Numbered> numbered(Node key) throws MalformedNode {
        return Optional.of(new PreKeyBundle.Numbered(id(key), key(key.requireChild("value"))));
    }

    private static int id(Node key) throws MalformedNode {
        return FixedNumber.read(key.requireChild("id"), FixedNumber.KEY_ID);
    }

    private static PublicKey key(Node node) throws MalformedNode {
        try {
            return PublicKey.of(FixedNumber.sized(node, PublicKey.SIZE));
        } catch (InvalidKey invalid) {
            throw new MalformedNode(node.tag() + ": " + invalid.getMessage());
        }
    }
}
