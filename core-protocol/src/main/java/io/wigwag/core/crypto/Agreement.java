package io.wigwag.core.crypto;

/// X25519 by one library.
interface Agreement {
    /// The name that forces it.
    String name();

    /// The raw shared secret, all zeros for points of small order. Both arrays have 32 bytes and stay as they are; the
    /// scalar is clamped.
    byte[] agree(byte[] scalar, byte[] u);
}
