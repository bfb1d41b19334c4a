package io.wigwag.core.pairing;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;

/// What the phone says to the companion, by way of the server, once its owner has typed the code.
///
/// @param wrappedEphemeral the public key that the phone made for this exchange, under the code
/// @param identity the account's key
public record PrimaryHello(Octets wrappedEphemeral, PublicKey identity) {}
