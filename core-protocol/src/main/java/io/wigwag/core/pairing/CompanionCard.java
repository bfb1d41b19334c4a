package io.wigwag.core.pairing;

import io.wigwag.core.crypto.PublicKey;

/// How a companion presents itself to the phone that is asked to link it by code.
///
/// @param noise the key of its handshake, by which the server knows its connection
/// @param display as the phone shows it, in the form `Chrome (Mac OS)`, which servers insist on
public record CompanionCard(PublicKey noise, ClientType clientType, String display) {}
