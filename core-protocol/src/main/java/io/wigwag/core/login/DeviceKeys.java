package io.wigwag.core.login;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import java.security.SecureRandom;

/// The secrets that make a device the one it is. All but the last stay the same for its whole life.
///
/// @param noise the long-lived key of its handshakes, by which the server knows it again
/// @param identity who it is in every Signal session
/// @param advSecret what proves the phone's statement about it; of use only until it is linked
public record DeviceKeys(KeyPair noise, OwnIdentity identity, Octets advSecret) {
    static final int SECRET = 32;

    public DeviceKeys {
        if (advSecret.size() != SECRET) {
            throw new IllegalArgumentException("advSecret: " + advSecret.size() + " bytes (expected: " + SECRET + ")");
        }
    }

    static DeviceKeys generate(SecureRandom random) {
        return new DeviceKeys(KeyPair.generate(random), OwnIdentity.generate(random), secret(random));
    }

    DeviceKeys withSecret(Octets other) {
        return new DeviceKeys(noise, identity, other);
    }

    static Octets secret(SecureRandom random) {
        var secret = new byte[SECRET];
        random.nextBytes(secret);
        return Octets.wrap(secret);
    }

    @Override
    public String toString() {
        return "DeviceKeys[redacted]";
    }
}
