package io.wigwag.core.signal;

import io.wigwag.core.octets.Octets;

/// What goes into an `enc` node.
public record Encrypted(EncType type, Octets ciphertext) {}
