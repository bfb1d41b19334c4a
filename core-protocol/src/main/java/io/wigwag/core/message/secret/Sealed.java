package io.wigwag.core.message.secret;

import io.wigwag.core.octets.Octets;

/// A ciphertext with its tag, and the 12 bytes that it was sealed with.
public record Sealed(Octets payload, Octets iv) {}
