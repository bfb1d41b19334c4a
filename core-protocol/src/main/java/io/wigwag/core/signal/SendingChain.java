package io.wigwag.core.signal;

import io.wigwag.core.crypto.KeyPair;

/// What we send with: our ratchet key, the key of the next message, and the last number of the chain before.
record SendingChain(KeyPair ratchet, ChainKey key, int previousCounter) {
    SendingChain advanced() {
        return new SendingChain(ratchet, key.next(), previousCounter);
    }

    /// The number that the next chain names as its predecessor's last.
    int lastCounter() {
        return Math.max(key.index() - 1, 0);
    }
}
