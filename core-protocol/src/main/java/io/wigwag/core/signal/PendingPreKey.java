package io.wigwag.core.signal;

/// Which of the peer's pre-keys a session was started with, repeated in each message until the peer has answered.
/// `preKeyId` is 0 when its server had no one-time key left.
record PendingPreKey(int preKeyId, int signedPreKeyId) {}
