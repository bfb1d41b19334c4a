package io.wigwag.core.message.send;

import io.wigwag.core.octets.Octets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// What a sender is told from outside.
///
/// @param deviceIdentity by which our account vouches for us; a phone has none
/// @param tokenSalt the salt that stands in for missing tokens, while the service wants that
/// @param issueTokens whether those to whom we write get a token of ours
/// @param ackPatience how long the server has to answer before the same stanza goes again
/// @param frames how often it goes before we give up waiting
public record SendSettings(
        Optional<Octets> deviceIdentity,
        Supplier<Optional<Octets>> tokenSalt,
        boolean issueTokens,
        Duration ackPatience,
        int frames) {
    private static final Duration ACK_PATIENCE = Duration.ofSeconds(10);
    private static final int FRAMES = 3;

    /// As the web client does it.
    public static SendSettings usual(Optional<Octets> deviceIdentity, Supplier<Optional<Octets>> tokenSalt) {
        return new SendSettings(deviceIdentity, tokenSalt, true, ACK_PATIENCE, FRAMES);
    }
}
