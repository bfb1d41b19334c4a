package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;

/// Who we are in every session of one device.
///
/// ```
/// version 1 | registration id | public 32 | private 32
/// ```
public record OwnIdentity(KeyPair keys, int registrationId) {
    private static final int VERSION = 1;
    /// Ids of 14 bits are what every client accepts; 0 is left out because some take it for none.
    private static final int REGISTRATION_IDS = 0x3FFF;

    public static OwnIdentity generate(SecureRandom random) {
        return new OwnIdentity(KeyPair.generate(random), 1 + random.nextInt(REGISTRATION_IDS));
    }

    public static OwnIdentity parse(Octets record) throws MalformedRecord {
        var reader = RecordReader.of(record, VERSION);
        var registrationId = reader.number();
        var keys = reader.keyPair();
        reader.end();
        return new OwnIdentity(keys, registrationId);
    }

    public Octets toOctets() {
        return new RecordWriter(70)
                .octet(VERSION)
                .number(registrationId)
                .key(keys.publicKey())
                .fixed(keys.privateKey().raw())
                .done();
    }

    public PublicKey publicKey() {
        return keys.publicKey();
    }
}
