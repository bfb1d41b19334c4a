package io.wigwag.gateway.webhook;

import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.Base64;

/// What a receiver of webhooks shares with us (Standard Webhooks: `whsec_` and base64 of 24 to 64 bytes). Prints
/// nothing of itself.
public record SigningSecret(Octets key) {
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;
    private static final int USUAL = 32;

    public SigningSecret {
        if (key.size() < SHORTEST || key.size() > LONGEST) {
            throw new IllegalArgumentException(
                    "a signing secret of " + key.size() + " bytes (expected: " + SHORTEST + " to " + LONGEST + ")");
        }
    }

    public static SigningSecret random(SecureRandom random) {
        var key = new byte[USUAL];
        random.nextBytes(key);
        return new SigningSecret(Octets.wrap(key));
    }

    /// Reads what [#text()] writes.
    public static SigningSecret parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret begins with " + PREFIX);
        }
        try {
            return new SigningSecret(Octets.wrap(Base64.getDecoder().decode(text.substring(PREFIX.length()))));
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("a signing secret is base64 of 24 to 64 bytes", unfit);
        }
    }

    /// As its owner is shown it, once.
    public String text() {
        return PREFIX + Base64.getEncoder().encodeToString(key.toArray());
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
