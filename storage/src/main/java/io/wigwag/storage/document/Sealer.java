package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;

/// Turns what must not be read in a dump into bytes that only we can open, and back. Called above the adapters, once
/// for each document.
public interface Sealer {
    Octets seal(SealContext context, Octets plain);

    /// Fails with [DamagedDocument] when these bytes were not sealed in this very context, or no key opens them.
    Octets open(SealContext context, Octets sealed);
}
