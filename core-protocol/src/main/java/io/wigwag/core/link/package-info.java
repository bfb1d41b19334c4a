/// A live connection as plain state: bytes in, plaintext frames out, and back. No threads, no sockets, no clock of its
/// own.
@NullMarked
package io.wigwag.core.link;

import org.jspecify.annotations.NullMarked;
