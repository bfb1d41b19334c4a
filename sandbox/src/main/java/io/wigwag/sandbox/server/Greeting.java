package io.wigwag.sandbox.server;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.proto.login.ClientPayload;

/// What a client said of itself in the handshake, and how that went.
///
/// @param pattern XX, IK or fallback
/// @param dictionary the version of its tokens
/// @param host what it took us for: the Host of its WebSocket request
public record Greeting(PublicKey noiseKey, ClientPayload payload, String pattern, int dictionary, String host) {}
