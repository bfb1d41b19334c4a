package io.wigwag.core.pairing;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;

/// The companion's last word to the phone, by way of the server.
///
/// @param bundle what only a phone that knows the code can open; see [KeyBundle]
/// @param identity the companion's key, as the server sees it
public record CompanionFinish(Octets bundle, PublicKey identity) {}
