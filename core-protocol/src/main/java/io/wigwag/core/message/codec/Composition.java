package io.wigwag.core.message.codec;

import io.wigwag.core.message.secret.MessageSecret;
import java.time.Instant;

/// What a message gets when it is made, and never again: resending takes the message as it was made.
public record Composition(Instant now, MessageSecret secret) {}
