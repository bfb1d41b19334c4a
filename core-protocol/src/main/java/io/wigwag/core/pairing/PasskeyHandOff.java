package io.wigwag.core.pairing;

import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Ties a passkey to the QR text that a phone scanned before one was wanted: who knew the secret in it is the one who
/// goes on. Made of the old secret as it is replaced, and good for five minutes.
public final class PasskeyHandOff {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final byte[] PURPOSE = "shortcake-passkey-handoff-v1".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private final byte[] key;
    private final Instant until;

    private PasskeyHandOff(byte[] key, Instant until) {
        this.key = key;
        this.until = until;
    }

    public static PasskeyHandOff of(Octets advSecret, Instant now) {
        return new PasskeyHandOff(Hkdf.derive(advSecret.toArray(), new byte[0], PURPOSE, KEY), now.plus(LIFE));
    }

    /// What goes with a prologue; nothing when it is too late for that.
    Optional<Octets> proof(byte[] prologue, Instant now) {
        return now.isBefore(until) ? Optional.of(Octets.wrap(HmacSha256.of(key, prologue))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "PasskeyHandOff[until " + until + "]";
    }
}
