/// Named primitives: keys, agreement and signatures on Curve25519, and the JDK's ciphers and digests behind functions
/// that say what they do. Knows nothing of messages or connections.
@NullMarked
package io.wigwag.core.crypto;

import org.jspecify.annotations.NullMarked;
