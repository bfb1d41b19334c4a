package io.wigwag.core.signal;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StoredSignedPreKey;
import java.security.SecureRandom;
import java.time.Instant;

/// The pre-key of ours that serves many sessions for some weeks, signed with our identity key.
///
/// ```
/// version 1 | public 32 | private 32 | signature 64
/// ```
public record SignedPreKey(int id, KeyPair keys, Octets signature, Instant made) {
    private static final int VERSION = 1;
    private static final int SIGNATURE = 64;

    static SignedPreKey make(int id, OwnIdentity own, SecureRandom random, Instant now) {
        var keys = KeyPair.generate(random);
        var signature = Curve.sign(own.keys().privateKey(), keys.publicKey().typed(), random);
        return new SignedPreKey(id, keys, Octets.wrap(signature), now);
    }

    public static SignedPreKey of(StoredSignedPreKey stored) throws MalformedRecord {
        var reader = RecordReader.of(stored.record(), VERSION);
        var keys = reader.keyPair();
        var signature = Octets.wrap(reader.fixed(SIGNATURE));
        reader.end();
        return new SignedPreKey(stored.id(), keys, signature, stored.made());
    }

    StoredSignedPreKey stored() {
        var writer = new RecordWriter(1 + 64 + SIGNATURE)
                .octet(VERSION)
                .key(keys.publicKey())
                .fixed(keys.privateKey().raw())
                .fixed(signature);
        return new StoredSignedPreKey(id, writer.done(), made);
    }

    /// For a bundle.
    public PreKeyBundle.SignedKey published() {
        return new PreKeyBundle.SignedKey(id, keys.publicKey(), signature);
    }
}
