/// The one port: TLS, HTTP and WebSocket, and the Noise responder on top of the latter.
@NullMarked
package io.wigwag.sandbox.netty;

import org.jspecify.annotations.NullMarked;
