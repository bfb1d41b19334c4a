/// The engine's only Netty code: a WebSocket client behind the `Transport` port. It moves bytes and knows nothing of
/// what they mean.
@NullMarked
package io.wigwag.core.netty;

import org.jspecify.annotations.NullMarked;
