/// HTTP/1.1 on Netty. An event loop owns each connection and moves its bytes; each request is answered on a virtual
/// thread of its own, which waits when there is nothing to read yet or the client takes no more.
@NullMarked
package io.wigwag.gateway.http.netty;

import org.jspecify.annotations.NullMarked;
