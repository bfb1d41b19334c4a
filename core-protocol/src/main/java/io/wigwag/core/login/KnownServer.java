package io.wigwag.core.login;

import io.wigwag.core.crypto.PublicKey;
import java.time.Instant;

/// A server's key that certificates have proven, with which the next connection may resume.
///
/// @param until when the certificates end
public record KnownServer(PublicKey key, Instant until) {
    public boolean isValidAt(Instant now) {
        return now.isBefore(until);
    }
}
