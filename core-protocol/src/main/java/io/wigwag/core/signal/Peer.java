package io.wigwag.core.signal;

import io.wigwag.core.crypto.PublicKey;

/// The other side of a session state. `baseKey` is the initiator's ephemeral key, whichever side that was.
record Peer(PublicKey identity, int registrationId, PublicKey baseKey) {}
