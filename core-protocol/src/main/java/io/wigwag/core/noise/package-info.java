/// The Noise handshake of both ends and the ciphers it leaves behind: bytes in, bytes out, states as types, no clock
/// and no randomness of its own.
@NullMarked
package io.wigwag.core.noise;

import org.jspecify.annotations.NullMarked;
