package io.wigwag.storage.seal.master;

import io.wigwag.core.octets.Octets;

/// A data key that only the named master key opens.
public record Wrapped(String masterKey, Octets bytes) {}
